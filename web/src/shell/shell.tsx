import { Anchor, AppShell, Burger, Group, NavLink, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useEffect } from "react";
import { Link, useLocation } from "wouter";
import { addressOf } from "../address.ts";
import { english } from "../text/english.ts";
import { ConnectionNotice } from "./connection-notice.tsx";

const { shell } = english;

const places = [
  { label: english.detect.title, href: addressOf.detect() },
  { label: english.batch.title, href: addressOf.batch() },
  { label: english.history.title, href: addressOf.history() },
  { label: english.compare.title, href: addressOf.compare() },
  { label: english.models.title, href: addressOf.models() },
  { label: english.keys.title, href: addressOf.keys() },
  { label: english.settings.title, href: addressOf.settings() },
] as const;

/** The frame around every view: name, ways to the views, and a notice when the server is away. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const [location] = useLocation();
  const here = places.find(({ href }) => isUnder(location, href));
  useEffect(() => {
    document.title = here ? `${here.label} · ${shell.name}` : shell.name;
  }, [here]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 190, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a className="skip-link" href="#content">
        {shell.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={opened ? shell.closeMenu : shell.openMenu}
            />
            <Anchor component={Link} href={addressOf.detect()} underline="never" c="inherit">
              <Text fw={750} size="lg" component="span">
                {shell.name}
              </Text>
            </Anchor>
          </Group>
          <Anchor href={addressOf.apiDocs()} size="sm" visibleFrom="xs">
            {shell.apiDocs}
          </Anchor>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={shell.navigation}>
        {places.map(({ label, href }) => (
          <NavLink
            key={href}
            component={Link}
            href={href}
            label={label}
            active={here?.href === href}
            aria-current={here?.href === href ? "page" : undefined}
            onClick={close}
            variant="light"
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <ConnectionNotice />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}

/** A stored detection belongs to the history. */
function isUnder(location: string, href: string): boolean {
  if (href === addressOf.detect()) return location === href;
  if (href === addressOf.history() && location.startsWith(addressOf.detection(""))) return true;
  return location === href || location.startsWith(`${href}/`);
}
