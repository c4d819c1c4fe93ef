import type { Settings } from "../settings.ts";
import { isLoopback } from "./is-loopback.ts";
import type { KeyHasher } from "./key-hash.ts";
import { otherSecret, type StoredKey } from "./key-store.ts";

interface KeyRequirement {
  readonly settings: Pick<Settings, "host" | "keys">;
  /** All that were not revoked. */
  readonly keys: readonly StoredKey[];
  readonly hasher: Pick<KeyHasher, "isOurs">;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** @throws {Error} when none of the keys would be accepted, saying how to make one */
export function requireKeys({ settings, keys, hasher, now }: KeyRequirement): void {
  const current = keys.filter(({ expiresAt }) => expiresAt === undefined || expiresAt.getTime() > now);
  if (current.some(({ hash }) => hasher.isOurs(hash))) return;
  if (current.length > 0) throw new Error(otherSecret);
  const why = isLoopback(settings.host)
    ? "the settings ask for keys on loopback too (WHOWROTE_KEYS, WHOWROTE_TRUSTED_PROXIES)"
    : `others can reach the address it listens on, API_HOST=${settings.host}`;
  const which = keys.length === 0 ? "there is none" : "every one has expired";
  throw new Error(
    `The server answers only requests with a key, because ${why}, and ${which}. Make one with: whowrote keys create --name NAME --scopes admin`,
  );
}
