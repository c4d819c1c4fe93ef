import type { Kysely } from "kysely";
import type { Job, JobOwner, JobState } from "../job.ts";
import type { Tables } from "../storage/tables.ts";
import { toJob } from "./job-row.ts";

/** Undefined when there is none, or it is somebody else's. */
export async function findJob(db: Kysely<Tables>, id: string, { keyId }: JobOwner = {}): Promise<Job | undefined> {
  const row = await db.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined || (keyId !== undefined && row.key_id !== keyId) ? undefined : toJob(row);
}

interface JobFilter extends JobOwner {
  readonly state?: JobState | undefined;
  /** Id of the last job of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of jobs, newest first. */
export async function listJobs(
  db: Kysely<Tables>,
  { keyId, state, after, limit }: JobFilter,
): Promise<{ readonly jobs: readonly Job[]; readonly next?: string }> {
  const rows = await db
    .selectFrom("jobs")
    .selectAll()
    .where("state", "!=", "receiving")
    .$if(keyId !== undefined, (query) => query.where("key_id", "=", keyId ?? ""))
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? "queued"))
    .$if(after !== undefined, (query) => query.where("id", "<", after ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const jobs = rows.slice(0, limit).flatMap((row) => toJob(row) ?? []);
  const last = rows[limit - 1];
  return rows.length > limit && last !== undefined ? { jobs, next: last.id } : { jobs };
}
