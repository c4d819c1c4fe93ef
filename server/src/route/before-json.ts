import type { MiddlewareHandler } from "hono";
import type { AccessEnv, Scope } from "../access.ts";
import type { AppEnv, AppParts } from "../app-parts.ts";
import { idempotent } from "../middleware/idempotent.ts";
import { jsonBody } from "../middleware/json-body.ts";

type BeforeJson = [MiddlewareHandler<AccessEnv>, MiddlewareHandler<AppEnv>, MiddlewareHandler<AppEnv>];

/** What stands before a route with a JSON body, in this order: nobody's body is read who may not send one. */
export const beforeJson = (parts: AppParts, scope: Scope): BeforeJson => [
  parts.access.authenticate(scope),
  jsonBody(parts.settings),
  idempotent(parts),
];
