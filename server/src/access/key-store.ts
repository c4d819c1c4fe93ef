import type { Selectable } from "kysely";
import type { ApiKey, KeyDraft, KeyRegister, NewKey, Scope } from "../access.ts";
import type { Storage } from "../storage.ts";
import { appendAuditEntry } from "../storage/audit-log.ts";
import type { Tables } from "../storage/tables.ts";
import type { KeyHasher } from "./key-hash.ts";
import { createKeyText } from "./key-text.ts";

/** A key with what a check needs. */
export interface StoredKey extends ApiKey {
  readonly hash: string;
}

/** The register in the database. What it does stands in the audit log in the same transaction. */
export interface KeyStore extends KeyRegister {
  readonly find: (id: string) => Promise<StoredKey | undefined>;
  /** All that were not revoked. */
  readonly live: () => Promise<readonly StoredKey[]>;
  /** Remembers a use, unless one of the last minute is known. */
  readonly touch: (id: string, at: Date) => Promise<void>;
}

/** @param now the clock, in milliseconds since 1970 */
export function createKeyStore(db: Storage["db"], hasher: KeyHasher, now: () => number): KeyStore {
  const find = async (id: string): Promise<StoredKey | undefined> => {
    const row = await db.selectFrom("api_keys").selectAll().where("id", "=", id).executeTakeFirst();
    return row && { ...toKey(row), hash: row.hash };
  };
  const live = async (): Promise<readonly StoredKey[]> => {
    const rows = await db.selectFrom("api_keys").selectAll().where("revoked_at", "is", null).execute();
    return rows.map((row) => ({ ...toKey(row), hash: row.hash }));
  };

  const create = async (draft: KeyDraft, actor: string): Promise<NewKey> => {
    if ((await live()).some(({ hash }) => !hasher.isOurs(hash))) throw new Error(otherSecret);
    const { text, ...parts } = createKeyText();
    const { name, scopes, ratePerMinute, expiresAt } = draft;
    const row = await db.transaction().execute(async (transaction) => {
      await appendAuditEntry(transaction, {
        actor,
        action: "key.create",
        subject: parts.id,
        detail: { name, scopes, ...(expiresAt && { expires_at: expiresAt.toISOString() }) },
      });
      return transaction
        .insertInto("api_keys")
        .values({
          id: parts.id,
          name,
          hash: hasher.store(hasher.digest(parts)),
          scopes: [...new Set(scopes)],
          rate_per_minute: ratePerMinute ?? null,
          expires_at: expiresAt ?? null,
          created_at: new Date(now()),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
    return { key: toKey(row), text };
  };

  const revoke = async (id: string, actor: string): Promise<ApiKey | undefined> => {
    await db.transaction().execute(async (transaction) => {
      const revoked = await transaction
        .updateTable("api_keys")
        .set({ revoked_at: new Date(now()) })
        .where("id", "=", id)
        .where("revoked_at", "is", null)
        .returning("name")
        .executeTakeFirst();
      if (revoked)
        await appendAuditEntry(transaction, {
          actor,
          action: "key.revoke",
          subject: id,
          detail: { name: revoked.name },
        });
    });
    const row = await db.selectFrom("api_keys").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toKey(row);
  };

  return {
    find,
    live,
    create,
    revoke,
    list: async () =>
      (await db.selectFrom("api_keys").selectAll().orderBy("created_at", "desc").orderBy("id").execute()).map(toKey),
    touch: async (id, at) => {
      // Several servers may see the same key: the first one writes.
      await db
        .updateTable("api_keys")
        .set({ last_used_at: at })
        .where("id", "=", id)
        .where((where) =>
          where.or([
            where("last_used_at", "is", null),
            where("last_used_at", "<", new Date(at.getTime() - useInterval)),
          ]),
        )
        .execute();
    },
  };
}

/** What to do when the keys of a database are not this server's. */
export const otherSecret =
  "The keys in this database were made under another secret than this server's, and none of them would be accepted. Set WHOWROTE_SECRET to the one they were made under (or restore the file `secret` of its data folder), or revoke them.";

/** Uses of a key are written at most so often, in milliseconds. */
export const useInterval = 60_000;

function toKey(row: Selectable<Tables["api_keys"]>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes as Scope[],
    createdAt: row.created_at,
    ...(row.rate_per_minute !== null && { ratePerMinute: row.rate_per_minute }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  };
}
