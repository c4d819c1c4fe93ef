import type { Storage } from "../storage.ts";

/** An upload does not take so long; what is still coming in after it was cut off. */
const longestUploadMs = 3_600_000;

/**
 * Clears up behind processes that ended in the middle, before the queue is opened. Nobody else works on an embedded database,
 * so there all that is under way is left over: tasks are given back at once, without waiting for their worker to fall silent.
 */
export async function recover({ db, engine, executeSql }: Storage): Promise<void> {
  const isAlone = engine === "pglite";
  await db
    .deleteFrom("jobs")
    .where("state", "=", "receiving")
    .where("created_at", "<", new Date(Date.now() - (isAlone ? 0 : longestUploadMs)))
    .execute();
  if (!isAlone) return;
  const { rows } = await executeSql("select to_regclass('pgboss.job')::text as name");
  if ((rows[0] as { name: string | null }).name === null) return;
  await executeSql(
    "update pgboss.job set state = 'retry', started_on = null, start_after = now() where state = 'active'",
  );
}
