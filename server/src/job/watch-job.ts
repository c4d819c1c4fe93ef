import { setTimeout as wait } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { JobEvent } from "../job.ts";
import type { Tables } from "../storage/tables.ts";
import { findJob } from "./find-jobs.ts";
import { listFinishedFiles } from "./job-files.ts";

const pollMs = 500;
const pageFiles = 200;

/**
 * What happens to a job, from the file after number `after` on, until the job or the signal ends. The numbers are in the
 * database, so any process can go on where another one stopped. Also ends when the job is deleted.
 */
export async function* watchJob(
  db: Kysely<Tables>,
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<JobEvent, void> {
  let number = after;
  let told: string | undefined;
  while (!signal.aborted) {
    // Read before its files: once it is over, they are complete.
    const job = await findJob(db, id);
    if (job === undefined) return;
    const finished = await listFinishedFiles(db, id, { after: number, limit: pageFiles });
    for (const event of finished) {
      number = event.number;
      yield { type: "file", ...event };
    }
    if (finished.length === pageFiles) continue;
    const isOver = job.state !== "queued" && job.state !== "running";
    if (isOver) {
      yield { type: "end", number, job };
      return;
    }
    const progress = `${job.state} ${number}`;
    if (progress !== told) yield { type: "progress", number, job };
    told = progress;
    await wait(pollMs, undefined, { signal }).catch(() => {});
  }
}
