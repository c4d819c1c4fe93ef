import type { Logger } from "pino";
import { describeError } from "whowrote/node/describe-error";
import type { Access } from "../access.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import { appendAuditEntry } from "../storage/audit-log.ts";
import { createAuthentication } from "./authenticate.ts";
import { createAddressReader } from "./client-address.ts";
import { createFailedLogins } from "./failed-logins.ts";
import { isLoopback } from "./is-loopback.ts";
import { createKeyChecker } from "./key-check.ts";
import { createKeyHasher } from "./key-hash.ts";
import { createKeyStore, otherSecret } from "./key-store.ts";
import { createRequestCounter } from "./rate-limit.ts";
import { requireKeys } from "./require-keys.ts";

export type AccessSettings = Pick<
  Settings,
  "host" | "keys" | "trustedProxies" | "ratePerKey" | "ratePerAddress" | "failedLogins"
>;

interface AccessParts {
  readonly db: Storage["db"];
  /** From `readServerSecret`. */
  readonly secret: Buffer;
  readonly settings: AccessSettings;
  readonly logger: Pick<Logger, "warn">;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** A key that another process revoked is accepted for so long at most, in milliseconds. */
  readonly cacheLife?: number;
}

/**
 * Opens the gate of the server. Must be closed before the database.
 * @throws {Error} when a trusted proxy is no address
 */
export function openAccess({ db, secret, settings, logger, now = Date.now, cacheLife = 5000 }: AccessParts): Access {
  const hasher = createKeyHasher(secret);
  const store = createKeyStore(db, hasher, now);
  const writing = new Set<Promise<void>>();
  const checker = createKeyChecker({
    store,
    hasher,
    now,
    cacheLife,
    onTouchError: (error) => logger.warn({ reason: describeError(error) }, "the last use of a key was not written"),
  });

  const failedLogins = createFailedLogins({
    limit: settings.failedLogins,
    record: (action, { address, reason, keyId = "" }) => {
      const write = appendAuditEntry(db, { actor: "unknown", action, subject: keyId, detail: { address, reason } })
        .catch((error: unknown) => logger.warn({ reason: describeError(error) }, "a failed login was not written"))
        .finally(() => writing.delete(write));
      writing.add(write);
    },
  });

  const isOpen = settings.keys === "auto" && isLoopback(settings.host) && settings.trustedProxies.length === 0;
  return {
    authenticate: createAuthentication({
      checker,
      failedLogins,
      keyCounter: createRequestCounter(),
      addressCounter: createRequestCounter(),
      readClientAddress: createAddressReader(settings.trustedProxies),
      isOpen,
      ratePerKey: settings.ratePerKey,
      ratePerAddress: settings.ratePerAddress,
    }),
    keys: {
      create: store.create,
      list: store.list,
      revoke: async (id, actor) => {
        const key = await store.revoke(id, actor);
        checker.forget(id);
        return key;
      },
    },
    needsKeys: !isOpen,
    requireKeys: async () => {
      const live = await store.live();
      if (!isOpen) requireKeys({ settings, keys: live, hasher, now: now() });
      else if (live.some(({ hash }) => !hasher.isOurs(hash))) logger.warn(otherSecret);
    },
    close: async () => {
      await checker.close();
      await Promise.all(writing);
    },
  };
}
