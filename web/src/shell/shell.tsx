import { Anchor, AppShell, Burger, Group, Text } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { addressOf } from "../address.ts";
import { Gate } from "../session/gate.tsx";
import { IdentityMenu } from "../session/identity-menu.tsx";
import { useSession } from "../session/use-session.ts";
import { english } from "../text/english.ts";
import { useArrival } from "./arrival.ts";
import { ColourSwitch } from "./colour-switch.tsx";
import { ConnectionNotice } from "./connection-notice.tsx";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";
import { usePrintInLight } from "./print-in-light.ts";
import { contentId, SkipLink } from "./skip-link.tsx";

const { shell } = english;

/** The frame around every view: name, ways to the views, sign-in, and a notice when the server is away. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const session = useSession();
  const isOut = session.state === "locked" && session.was === undefined;
  useArrival();
  usePrintInLight();
  useHotkeys([["Escape", close]]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: "md", collapsed: { mobile: !opened || isOut, desktop: isOut } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <SkipLink />
      <AppShell.Header>
        <Group h="100%" px={{ base: "sm", sm: "lg" }} justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="xs" wrap="nowrap">
            {!isOut && (
              <Burger
                opened={opened}
                onClick={toggle}
                hiddenFrom="md"
                size="sm"
                aria-label={opened ? shell.closeMenu : shell.openMenu}
                aria-expanded={opened}
              />
            )}
            <Anchor component={Link} href={addressOf.detect()} underline="never" c="inherit">
              <Group gap={8} wrap="nowrap" component="span">
                <Logo />
                <Text fw={700} size="lg" component="span">
                  {shell.name}
                </Text>
              </Group>
            </Anchor>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <IdentityMenu />
            <Anchor href={addressOf.apiDocs()} size="sm" c="dimmed" visibleFrom="xs" px="xs">
              {shell.apiDocs}
            </Anchor>
            <ColourSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={shell.navigation} data-closed={!opened || undefined}>
        {!isOut && <Navigation onChoose={close} />}
      </AppShell.Navbar>
      <AppShell.Main id={contentId} tabIndex={-1}>
        <div className="content">
          <ConnectionNotice />
          <Gate>{children}</Gate>
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
