import type { Storage } from "../storage.ts";

/**
 * Clears up behind a process that ended in the middle, before the queue is opened. Nobody else works on an embedded database,
 * so there all that is under way is left over: uploads that were cut off go, and tasks are given back at once, without waiting
 * for their worker to fall silent. On PostgreSQL the retention and the queue do so after a while.
 */
export async function recover({ db, engine, executeSql }: Storage): Promise<void> {
  if (engine !== "pglite") return;
  await db.deleteFrom("jobs").where("state", "=", "receiving").execute();
  const { rows } = await executeSql("select to_regclass('pgboss.job')::text as name");
  if ((rows[0] as { name: string | null }).name === null) return;
  await executeSql(
    "update pgboss.job set state = 'retry', started_on = null, start_after = now() where state = 'active'",
  );
}
