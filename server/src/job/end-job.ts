import type { Kysely } from "kysely";
import type { Job } from "../job.ts";
import { appendAuditEntry } from "../storage/audit-log.ts";
import type { Tables } from "../storage/tables.ts";
import { toJob } from "./job-row.ts";

/** Stops a job: what has a result keeps it, the rest is not judged. Undefined when the job is already over or gone. */
export async function cancelJob(db: Kysely<Tables>, id: string): Promise<Job | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable("jobs")
      .set({ state: "cancelled", finished_at: new Date(), webhook: null })
      .where("id", "=", id)
      .where("state", "in", ["queued", "running"])
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return undefined;
    await transaction
      .updateTable("job_files")
      .set({ state: "cancelled", text: null })
      .where("job_id", "=", id)
      .where("state", "=", "waiting")
      .execute();
    return toJob(row);
  });
}

/** Deletes a job with its files and their predictions, in whatever state it is. Workers that are at it find it gone. */
export async function deleteJob(db: Kysely<Tables>, id: string, actor: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // In the order in which results are written, so that the two wait for each other and do not lock each other out.
    await transaction.selectFrom("jobs").select("id").where("id", "=", id).forUpdate().execute();
    await transaction.deleteFrom("jobs").where("id", "=", id).execute();
    await transaction.deleteFrom("predictions").where("job_id", "=", id).execute();
    await appendAuditEntry(transaction, { actor, action: "job.delete", subject: id });
  });
}
