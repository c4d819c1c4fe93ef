import { Divider, NavLink } from "@mantine/core";
import { Fragment } from "react";
import { Link, useLocation } from "wouter";
import { allows } from "../session/session.ts";
import { useSession } from "../session/use-session.ts";
import { english } from "../text/english.ts";
import { Icon } from "./icon.tsx";
import { placeOf, places } from "./places.ts";

const { shell } = english;

/** The ways to the views. What the key does not allow stays in sight, with the reason. */
export function Navigation({ onChoose }: { readonly onChoose: () => void }) {
  const session = useSession();
  const [location] = useLocation();
  const here = placeOf(location);
  return places.map((group, at) => (
    <Fragment key={group[0]?.href}>
      {at > 0 && <Divider my="xs" />}
      {group.map(({ label, href, icon, scope }) => {
        const isOpen = allows(session, scope);
        return (
          <NavLink
            key={href}
            component={Link}
            href={href}
            label={label}
            description={isOpen || scope === undefined ? undefined : shell.needsScope(scope)}
            leftSection={<Icon name={isOpen ? icon : "lock"} />}
            active={here?.href === href}
            aria-current={here?.href === href ? "page" : undefined}
            onClick={onChoose}
            variant="light"
          />
        );
      })}
    </Fragment>
  ));
}
