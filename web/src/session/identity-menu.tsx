import { Button, Menu, Text } from "@mantine/core";
import { forgetAccessKey } from "../api/access-key.ts";
import { Icon } from "../shell/icon.tsx";
import { english } from "../text/english.ts";
import { useSession } from "./use-session.ts";

const { session: text } = english;

/** Whose key is in use, what it allows, and the way out. Nothing where no key is in use. */
export function IdentityMenu() {
  const session = useSession();
  if (session.state !== "in" || session.identity.key === undefined) return undefined;
  const { key, scopes } = session.identity;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="subtle" color="gray" px="xs" maw={220} aria-label={key.name}>
          <Icon name="keys" />
          <Text span truncate size="sm" ml="xs" visibleFrom="sm">
            {key.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{key.name}</Menu.Label>
        <Menu.Label>{text.mayDo(scopes.join(", "))}</Menu.Label>
        <Menu.Item onClick={forgetAccessKey}>{text.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
