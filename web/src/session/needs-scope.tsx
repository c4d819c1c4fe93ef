import type { Scope } from "@whowrote/server/access";
import { EmptyState } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { ViewTitle } from "../shell/view-title.tsx";
import { english } from "../text/english.ts";
import { allows } from "./session.ts";
import { useSession } from "./use-session.ts";

const { session: text } = english;

interface NeedsScopeProperties {
  readonly scope: Scope | undefined;
  /** Heading of the view that is kept away. */
  readonly title: string;
  readonly children: ReactNode;
}

/** Says why a view is not for this key, in place of the view, which could only fail. */
export function NeedsScope({ scope, title, children }: NeedsScopeProperties) {
  const session = useSession();
  if (allows(session, scope) || scope === undefined || session.state !== "in") return children;
  const { key, scopes } = session.identity;
  return (
    <>
      <ViewTitle>{title}</ViewTitle>
      <EmptyState
        icon={<Icon name="lock" size={32} />}
        title={text.notAllowed(scope)}
        description={text.notAllowedDetail(key?.name ?? "", scopes.join(", "), scope)}
      />
    </>
  );
}
