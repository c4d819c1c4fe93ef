import { sql, type Kysely } from "kysely";
import { Gauge } from "prom-client";
import { jobStates } from "../job.ts";
import type { Metrics } from "../metrics.ts";
import type { Tables } from "../storage/tables.ts";

/** Tells Prometheus what jobs there are, of whichever process, and how many files wait for a worker. */
export function addJobGauges({ registry }: Metrics, db: Kysely<Tables>): void {
  const registers = [registry];
  const jobs = new Gauge({
    name: "whowrote_jobs",
    help: "Batch jobs in the database by state",
    labelNames: ["state"],
    registers,
    collect: async () => {
      // The other figures are worth reading when the database is away; these stay as they were.
      const counted = await countJobs(db).catch(() => undefined);
      if (counted === undefined) return;
      for (const state of jobStates) jobs.set({ state }, counted.byState.get(state) ?? 0);
      waiting.set(counted.waiting);
    },
  });
  const waiting = new Gauge({
    name: "whowrote_job_files_waiting",
    help: "Files of batch jobs that are still to be judged",
    registers,
  });
}

async function countJobs(db: Kysely<Tables>) {
  const count = sql<number>`count(*)::int`.as("count");
  const states = await db.selectFrom("jobs").select(["state", count]).groupBy("state").execute();
  // Files of an upload that still comes in are none of a job yet.
  const files = await db
    .selectFrom("job_files")
    .innerJoin("jobs", "jobs.id", "job_files.job_id")
    .select(count)
    .where("job_files.state", "=", "waiting")
    .where("jobs.state", "in", ["queued", "running"])
    .executeTakeFirstOrThrow();
  return { byState: new Map<string, number>(states.map((row) => [row.state, row.count])), waiting: files.count };
}
