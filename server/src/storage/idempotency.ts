import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** Who asked for what: the same key of another caller is another key. */
export interface IdempotencyKey {
  readonly scope: string;
  readonly key: string;
}

/** What the key stands for now. Only who claimed it may do the work. */
export type IdempotencyClaim =
  | { readonly state: "claimed" }
  | { readonly state: "running" }
  | { readonly state: "of another request" }
  | { readonly state: "answered"; readonly status: number; readonly response: string };

/**
 * Claims the key for the request with that hash. What was claimed longer ago than `abandonedAfterMs` and never answered
 * belongs to a process that died, and is claimed anew.
 */
export async function claimIdempotencyKey(
  db: Kysely<Tables>,
  { scope, key }: IdempotencyKey,
  requestHash: string,
  abandonedAfterMs: number,
): Promise<IdempotencyClaim> {
  const now = new Date();
  const abandoned = new Date(now.getTime() - abandonedAfterMs);
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("idempotency_keys")
    .values({ scope, key, request_hash: requestHash, created_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["scope", "key"])
        .doUpdateSet({ created_at: now })
        .where("idempotency_keys.status", "is", null)
        .where("idempotency_keys.request_hash", "=", requestHash)
        .where("idempotency_keys.created_at", "<", abandoned),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows > 0n) {
    return { state: "claimed" };
  }
  const row = await db
    .selectFrom("idempotency_keys")
    .select(["request_hash", "status", "response"])
    .where("scope", "=", scope)
    .where("key", "=", key)
    .executeTakeFirst();
  // Gone since: its request failed a moment ago, and the caller may ask again.
  if (row === undefined) {
    return { state: "running" };
  }
  if (row.request_hash !== requestHash) {
    return { state: "of another request" };
  }
  return row.status === null
    ? { state: "running" }
    : { state: "answered", status: row.status, response: row.response ?? "" };
}

/** Keeps the answer. */
export async function answerIdempotencyKey(
  db: Kysely<Tables>,
  { scope, key }: IdempotencyKey,
  { status, response }: { readonly status: number; readonly response: string },
): Promise<void> {
  await db
    .updateTable("idempotency_keys")
    .set({ status, response })
    .where("scope", "=", scope)
    .where("key", "=", key)
    .execute();
}

/** Lets go of a claim whose request failed, so that it can be tried again. */
export async function releaseIdempotencyKey(db: Kysely<Tables>, { scope, key }: IdempotencyKey): Promise<void> {
  await db
    .deleteFrom("idempotency_keys")
    .where("scope", "=", scope)
    .where("key", "=", key)
    .where("status", "is", null)
    .execute();
}
