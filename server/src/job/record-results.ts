import { type Kysely, sql } from "kysely";
import { insertPredictions, type NewPrediction } from "../storage/predictions.ts";
import type { Tables } from "../storage/tables.ts";
import type { JobQueue } from "./queue.ts";

/** What became of one file. */
export type FileResult = { readonly position: number } & (
  | { readonly prediction: NewPrediction }
  | { readonly error: string }
);

/**
 * Writes results in one transaction: predictions, files and the job's counters, all or nothing. A file that has a result
 * already keeps it, whoever judged it first; so each has exactly one, however often its chunk is tried. The text goes.
 * @returns whether the job still runs
 */
export async function recordResults(
  db: Kysely<Tables>,
  queue: JobQueue,
  jobId: string,
  results: readonly FileResult[],
): Promise<boolean> {
  const goesOn = await db.transaction().execute(async (transaction) => {
    // The lock on the job puts all who write its results in line: numbers have no gaps, and who sees one has seen those before.
    const job = await transaction
      .selectFrom("jobs")
      .select(["state", "files_total", "files_done", "files_failed", "files_skipped", "webhook"])
      .where("id", "=", jobId)
      .forUpdate()
      .executeTakeFirst();
    if (job?.state !== "running") return false;
    const open = await waitingOf(transaction, jobId, results);
    if (open.length === 0) return true;
    const predictions = open.flatMap((result) => ("prediction" in result ? [result.prediction] : []));
    if (predictions.length > 0) await insertPredictions(transaction, predictions);
    const over = job.files_done + job.files_failed + job.files_skipped;
    await closeFiles(transaction, jobId, open, over);
    const done = job.files_done + predictions.length;
    const failed = job.files_failed + open.length - predictions.length;
    const isOver = over + open.length >= job.files_total;
    await transaction
      .updateTable("jobs")
      .set({ files_done: done, files_failed: failed, ...(isOver && ending(done, failed)) })
      .where("id", "=", jobId)
      .execute();
    if (isOver && job.webhook !== null) await queue.sendNotice(transaction, jobId);
    return !isOver;
  });
  // Whoever is told of the end is told at once.
  if (!goesOn) queue.wake();
  return goesOn;
}

function ending(done: number, failed: number) {
  const isFailed = done === 0 && failed > 0;
  return {
    state: isFailed ? ("failed" as const) : ("done" as const),
    finished_at: new Date(),
    ...(isFailed && { error: "No file could be judged; its results say why." }),
  };
}

async function waitingOf(
  db: Kysely<Tables>,
  jobId: string,
  results: readonly FileResult[],
): Promise<readonly FileResult[]> {
  const rows = await db
    .selectFrom("job_files")
    .select("position")
    .where("job_id", "=", jobId)
    .where("state", "=", "waiting")
    .where(
      "position",
      "in",
      results.map(({ position }) => position),
    )
    .execute();
  const waiting = new Set(rows.map(({ position }) => position));
  // `delete` is true once, so that a file that stands twice in one batch counts once.
  return results.filter(({ position }) => waiting.delete(position));
}

async function closeFiles(
  db: Kysely<Tables>,
  jobId: string,
  results: readonly FileResult[],
  over: number,
): Promise<void> {
  const rows = results.map((result, index) => ({
    position: result.position,
    number: over + index + 1,
    ...("prediction" in result
      ? { state: "done", prediction: result.prediction.id, language: result.prediction.language }
      : { state: "failed", error: result.error }),
  }));
  await sql`
    update job_files as file
    set state = result.state, finished_number = result.number, prediction_id = result.prediction,
      error = result.error, language = coalesce(result.language, file.language), text = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as result (position integer, number integer, state text, prediction text, language text, error text)
    where file.job_id = ${jobId} and file.position = result.position`.execute(db);
}
