import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";

/** What a key may be allowed to do. `admin` includes the others. */
export const scopes = ["predict", "batch", "read", "admin"] as const;

export type Scope = (typeof scopes)[number];

/** Who sent a request. */
export interface Caller {
  /** Left out for the local operator: a request without a key to a server that is bound to loopback. */
  readonly keyId?: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Of the client, behind trusted proxies too; IPv4 where it is one. `unknown` where there is no socket. */
  readonly address: string;
}

/** An API key as its owner may see it: everything but the secret. */
export interface ApiKey {
  /** Twelve characters, the part of the key that is no secret. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Requests a minute; left out where the server's own limit holds. */
  readonly ratePerMinute?: number;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
  /** At most a minute behind. */
  readonly lastUsedAt?: Date;
}

export interface KeyDraft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly ratePerMinute?: number;
  readonly expiresAt?: Date;
}

export interface NewKey {
  readonly key: ApiKey;
  /** `ww_<id>_<secret>`: this is the only time it is known. */
  readonly text: string;
}

/** Where keys are kept. `actor` is who asked, for the audit log. */
export interface KeyRegister {
  readonly create: (draft: KeyDraft, actor: string) => Promise<NewKey>;
  /** Newest first, revoked and expired ones too. */
  readonly list: () => Promise<readonly ApiKey[]>;
  /** `undefined` when there is no such key. Revoking twice keeps the first time. */
  readonly revoke: (id: string, actor: string) => Promise<ApiKey | undefined>;
}

export interface AccessEnv {
  /** Left out in tests that call the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: { caller: Caller };
}

export interface Access {
  /**
   * Middleware that lets only callers with the scope through, within their limits, and sets `caller`. Without a scope any
   * key will do.
   * @throws {Problem} 400, 401, 403 or 429
   */
  readonly authenticate: (scope?: Scope) => MiddlewareHandler<AccessEnv>;
  readonly keys: KeyRegister;
  /** Whether a request without a key is refused, wherever it comes from. */
  readonly needsKeys: boolean;
  /**
   * To be called before the server listens: whoever listens where others can reach it must know whom to let in.
   * @throws {Error} when requests need a key and none would be accepted, saying how to make one
   */
  readonly requireKeys: () => Promise<void>;
  /** Waits for what is still being written. */
  readonly close: () => Promise<void>;
}

/** The name under which a caller stands in the audit log. */
export const actorOf = ({ keyId }: Caller): string => keyId ?? "operator";
