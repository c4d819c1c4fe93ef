import { LRUCache } from "lru-cache";
import type { KeyHasher } from "./key-hash.ts";
import { useInterval, type KeyStore, type StoredKey } from "./key-store.ts";
import type { KeyText } from "./key-text.ts";

/** Only who knows the whole secret learns that a key is known but no longer good. */
export type KeyCheck =
  | { readonly state: "valid" | "revoked" | "expired"; readonly key: StoredKey }
  | { readonly state: "unknown" };

export interface KeyChecker {
  readonly check: (text: KeyText) => Promise<KeyCheck>;
  /** The next check of this key reads the table. */
  readonly forget: (id: string) => void;
  /** Waits for the uses that are still being written. */
  readonly close: () => Promise<void>;
}

interface KeyCheckOptions {
  readonly store: Pick<KeyStore, "find" | "touch">;
  readonly hasher: KeyHasher;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** A key that another process revoked is accepted for so long at most, in milliseconds. */
  readonly cacheLife: number;
  /** A use that could not be written is no reason to refuse a request. */
  readonly onTouchError: (error: unknown) => void;
}

/**
 * Checks keys. A good one is answered from memory; each wrong one costs one digest, one comparison and one look into the
 * table, whether its id exists, was used lately, or is made up.
 */
export function createKeyChecker({ store, hasher, now, cacheLife, onTouchError }: KeyCheckOptions): KeyChecker {
  const known = new LRUCache<string, StoredKey>({ max: 10_000, ttl: cacheLife });
  const touched = new LRUCache<string, number>({ max: 10_000 });
  const reading = new Map<string, Promise<StoredKey | undefined>>();
  const writing = new Set<Promise<void>>();

  const read = async (id: string): Promise<StoredKey | undefined> => {
    const pending = store.find(id);
    reading.set(id, pending);
    try {
      const found = await pending;
      // Unless it was forgotten while it was read: then this may be older than the change.
      if (found && reading.get(id) === pending) known.set(id, found);
      return found;
    } finally {
      if (reading.get(id) === pending) reading.delete(id);
    }
  };

  const touch = (key: StoredKey): void => {
    const at = now();
    if (at - (touched.get(key.id) ?? key.lastUsedAt?.getTime() ?? -Infinity) < useInterval) return;
    touched.set(key.id, at);
    const write = store
      .touch(key.id, new Date(at))
      .catch(onTouchError)
      .finally(() => writing.delete(write));
    writing.add(write);
  };

  const judge = (key: StoredKey): KeyCheck => {
    if (key.revokedAt !== undefined) return { state: "revoked", key };
    if (key.expiresAt !== undefined && key.expiresAt.getTime() <= now()) return { state: "expired", key };
    touch(key);
    return { state: "valid", key };
  };

  return {
    check: async (text) => {
      const digest = hasher.digest(text);
      const cached = known.get(text.id);
      if (cached && hasher.matches(digest, cached.hash)) return judge(cached);
      const found = await (reading.get(text.id) ?? read(text.id));
      return hasher.matches(digest, found?.hash) ? judge(found!) : { state: "unknown" };
    },
    forget: (id) => {
      known.delete(id);
      reading.delete(id);
    },
    close: async () => {
      await Promise.all(writing);
    },
  };
}
