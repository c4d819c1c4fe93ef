import type { Scope } from "@whowrote/server/access";
import type { askIdentity } from "./ask-identity.ts";

/** Who the server takes the reader for, what that reader may do, and what the server takes and keeps. */
export type Identity = Awaited<ReturnType<typeof askIdentity>>;

export type Session =
  | { readonly state: "asking" }
  /** Nobody answers, or not in a way that tells. */
  | { readonly state: "unknown" }
  | { readonly state: "in"; readonly identity: Identity }
  /** A key is needed. `was`: whoever was in until the key stopped being good. */
  | { readonly state: "locked"; readonly detail: string; readonly was?: Identity };

/** Where it is not known, the server will say. */
export function allows(session: Session, scope: Scope | undefined): boolean {
  return scope === undefined || session.state !== "in" || session.identity.scopes.includes(scope);
}
