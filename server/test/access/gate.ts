import { Hono } from "hono";
import type { Access, AccessEnv, Scope } from "../../src/access.ts";
import { openAccess, type AccessSettings } from "../../src/access/open-access.ts";
import { Problem } from "../../src/problem.ts";
import type { Storage } from "../../src/storage.ts";

interface GateOptions {
  readonly settings?: Partial<AccessSettings>;
  readonly secret?: Buffer;
  readonly now?: () => number;
  readonly cacheLife?: number;
}

interface GateRequest {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the peer; one that is not loopback by default. */
  readonly from?: string;
}

export interface Gate {
  readonly access: Access;
  /** Asks for `/predict`, `/batch`, `/read` or `/admin`, which need the scope of that name and answer with the caller. */
  readonly ask: (scope: Scope, request?: GateRequest) => Promise<Response>;
  /** What was logged. */
  readonly warnings: readonly unknown[];
}

const standard: AccessSettings = {
  host: "0.0.0.0",
  keys: "auto",
  trustedProxies: [],
  ratePerKey: 1000,
  ratePerAddress: 1000,
  failedLogins: 20,
};

/** Access to a database behind the smallest app there is. */
export function openGate(
  storage: Storage,
  { settings, secret = Buffer.alloc(32, 9), ...options }: GateOptions = {},
): Gate {
  const warnings: unknown[] = [];
  const access = openAccess({
    db: storage.db,
    secret,
    settings: { ...standard, ...settings },
    logger: { warn: (...parts: unknown[]) => void warnings.push(parts) },
    ...options,
  });
  const app = new Hono<AccessEnv>();
  app.onError((error) => {
    if (error instanceof Problem) return error.toResponse();
    throw error;
  });
  for (const scope of ["predict", "batch", "read", "admin"] as const)
    app.get(`/${scope}`, access.authenticate(scope), (context) => {
      const { keyId, scopes, address } = context.get("caller");
      return context.json({ keyId, scopes: [...scopes], address });
    });
  return {
    access,
    warnings,
    ask: async (scope, { key, headers, from = "203.0.113.9" } = {}) =>
      app.request(
        `/${scope}`,
        { headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...headers } },
        { incoming: { socket: { remoteAddress: from } } },
      ),
  };
}
