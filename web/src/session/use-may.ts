import type { Scope } from "@whowrote/server/access";
import { useSession } from "./use-session.ts";

/** Whether the reader may do what a scope stands for; not while that is unknown, so that nothing is offered in vain. */
export function useMay(scope: Scope): boolean {
  const session = useSession();
  return session.state === "in" && session.identity.scopes.includes(scope);
}
