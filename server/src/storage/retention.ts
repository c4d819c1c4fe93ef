import { type Kysely, sql } from "kysely";
import { firstIdAt } from "../id.ts";
import type { Tables } from "./tables.ts";

/** Rows of one statement: nobody waits long for it. */
const chunkRows = 1000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** No upload takes so long: what still comes in was cut off with its process. */
const longestUploadMs = 2 * hourMs;

export interface RetentionOptions {
  /** Predictions and ended jobs older than so many days are deleted; 0 keeps them for ever. */
  readonly retentionDays: number;
  /** Idempotency keys older than so many hours are forgotten. */
  readonly idempotencyHours: number;
}

/** Rows deleted; feedback and job files that went with them are not counted. */
export interface Deleted {
  readonly predictions: number;
  readonly jobs: number;
  /** Jobs whose upload was cut off. */
  readonly uploads: number;
  readonly idempotencyKeys: number;
}

/** Deletes what is too old at that time, in chunks. Several processes may do it at once. The audit log stays. */
export async function deleteExpired(
  db: Kysely<Tables>,
  { retentionDays, idempotencyHours }: RetentionOptions,
  now: Date,
): Promise<Deleted> {
  const oldest = firstIdAt(new Date(now.getTime() - retentionDays * dayMs));
  const keepsAll = retentionDays === 0;
  return {
    predictions: keepsAll ? 0 : await inChunks(async () => deletePredictions(db, oldest)),
    jobs: keepsAll ? 0 : await inChunks(async () => deleteJobs(db, oldest, ["done", "failed", "cancelled"])),
    uploads: await inChunks(async () =>
      deleteJobs(db, firstIdAt(new Date(now.getTime() - longestUploadMs)), ["receiving"]),
    ),
    idempotencyKeys: await inChunks(async () =>
      deleteIdempotencyKeys(db, new Date(now.getTime() - idempotencyHours * hourMs)),
    ),
  };
}

/** Does so now and every `everyMs`, until closed. A failure is told, and tried again the next time. */
export function startRetention(
  db: Kysely<Tables>,
  options: RetentionOptions,
  everyMs: number,
  told: { onDeleted(deleted: Deleted): void; onError(error: unknown): void },
): { close(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running
      .then(async () => deleteExpired(db, options, new Date()))
      .then((deleted) => told.onDeleted(deleted))
      .catch((error: unknown) => told.onError(error));
  };
  run();
  const timer = setInterval(run, everyMs);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function inChunks(deleteChunk: () => Promise<bigint>): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = Number(await deleteChunk());
    total += deleted;
    if (deleted < chunkRows) {
      return total;
    }
  }
}

async function deletePredictions(db: Kysely<Tables>, before: string): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom("predictions")
    .where("id", "in", (from) =>
      from
        .selectFrom("predictions")
        .select("id")
        .where("id", "<", before)
        .orderBy("id")
        .limit(chunkRows)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteJobs(
  db: Kysely<Tables>,
  before: string,
  states: readonly Tables["jobs"]["state"][],
): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom("jobs")
    .where("id", "in", (from) =>
      from
        .selectFrom("jobs")
        .select("id")
        .where("id", "<", before)
        .where("state", "in", states)
        .orderBy("id")
        .limit(chunkRows)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return numDeletedRows;
}

async function deleteIdempotencyKeys(db: Kysely<Tables>, before: Date): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom("idempotency_keys")
    .where(sql<string>`ctid`, "in", (from) =>
      from
        .selectFrom("idempotency_keys")
        .select(sql<string>`ctid`.as("ctid"))
        .where("created_at", "<", before)
        .limit(chunkRows)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return numDeletedRows;
}
