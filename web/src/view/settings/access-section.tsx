import { Button, Group, Text } from "@mantine/core";
import { forgetAccessKey } from "../../api/access-key.ts";
import { momentOf } from "../../format/date.ts";
import { SignInForm } from "../../session/sign-in-form.tsx";
import { useSession } from "../../session/use-session.ts";
import { english } from "../../text/english.ts";
import { Section } from "./section.tsx";

const { settings: text, session: words } = english;

/** Who the reader is to the server, with the way in and out. */
export function AccessSection() {
  const session = useSession();
  if (session.state !== "in") return undefined;
  const { key, scopes } = session.identity;
  if (key === undefined)
    return (
      <Section title={text.access} intro={text.noKeyNeeded}>
        <details>
          <Text component="summary" size="sm">
            {text.withKey}
          </Text>
          <SignInForm />
        </details>
      </Section>
    );
  return (
    <Section title={text.access}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text>{text.signedIn(key.name, key.id)}</Text>
          <Text size="sm" c="dimmed">
            {words.mayDo(scopes.join(", "))}
            {key.expires_at !== undefined && ` · ${text.goodUntil(momentOf(key.expires_at))}`}
          </Text>
        </div>
        <Button variant="default" onClick={forgetAccessKey}>
          {words.signOut}
        </Button>
      </Group>
    </Section>
  );
}
