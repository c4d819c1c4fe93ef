import type { Kysely } from "kysely";
import type { Predictor } from "../prediction/predictor.ts";
import type { Tables } from "../storage/tables.ts";
import { judgeFile, type JobFacts, type WaitingFile } from "./judge-file.ts";
import type { Chunk, JobQueue } from "./queue.ts";
import { recordResults, type FileResult } from "./record-results.ts";

export interface JudgeParts {
  readonly db: Kysely<Tables>;
  readonly queue: JobQueue;
  readonly predictor: Predictor;
}

/** One with its neighbours and two alone: a file that was begun so often without an end is what ends the workers. */
const mostTries = 3;

/** Results are written when this many milliseconds have passed since the last ones were. */
const writeEveryMs = 500;

/**
 * Judges the files of a chunk that have no result yet. The first time all at once; when a worker was lost over them, one by
 * one, those begun least often first, so that one which ends its worker is found and its neighbours are not lost with it.
 * Resolves when all have results or the job is over; rejects when the chunk is to be tried again.
 */
export async function judgeChunk(parts: JudgeParts, chunk: Chunk, signal: AbortSignal): Promise<void> {
  const job = await startJob(parts.db, chunk.jobId);
  if (job === undefined) return;
  const begun = new Set<number>();
  try {
    const fresh = await beginFiles(parts.db, chunk);
    for (const { position } of fresh) begun.add(position);
    if (!(await judgeTogether(parts, job, fresh, signal))) return;
    for (const suspect of await findSuspects(parts.db, chunk, begun))
      if (!(await judgeAlone(parts, job, suspect, signal, begun))) return;
  } catch (error) {
    // This process lives, so the files that it began did not end it.
    await giveBack(parts.db, chunk.jobId, begun);
    throw error;
  }
}

/** Undefined when the job is over or gone. */
async function startJob(db: Kysely<Tables>, id: string): Promise<JobFacts | undefined> {
  await db
    .updateTable("jobs")
    .set({ state: "running", started_at: new Date() })
    .where("id", "=", id)
    .where("state", "=", "queued")
    .execute();
  const row = await db
    .selectFrom("jobs")
    .select(["state", "key_id", "options"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.state === "running" ? { id, keyId: row.key_id, options: row.options } : undefined;
}

/** Notes durably that the files are begun, before they can do harm. */
async function beginFiles(db: Kysely<Tables>, { jobId, from, to }: Chunk): Promise<readonly WaitingFile[]> {
  return db
    .updateTable("job_files")
    .set({ tries: 1 })
    .where("job_id", "=", jobId)
    .where("position", ">=", from)
    .where("position", "<=", to)
    .where("state", "=", "waiting")
    .where("tries", "=", 0)
    .returning(["position", "path", "language", "text", "tries"])
    .execute();
}

async function findSuspects(
  db: Kysely<Tables>,
  { jobId, from, to }: Chunk,
  begun: ReadonlySet<number>,
): Promise<readonly WaitingFile[]> {
  const rows = await db
    .selectFrom("job_files")
    .select(["position", "path", "language", "text", "tries"])
    .where("job_id", "=", jobId)
    .where("position", ">=", from)
    .where("position", "<=", to)
    .where("state", "=", "waiting")
    .orderBy("tries")
    .orderBy("position")
    .execute();
  return rows.filter(({ position }) => !begun.has(position));
}

async function judgeTogether(
  { db, queue, predictor }: JudgeParts,
  job: JobFacts,
  files: readonly WaitingFile[],
  signal: AbortSignal,
): Promise<boolean> {
  let results: FileResult[] = [];
  let lastWrite = performance.now();
  let goesOn = true;
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const written = results;
    results = [];
    lastWrite = performance.now();
    if (written.length > 0 && !(await recordResults(db, queue, job.id, written))) goesOn = false;
    if (!goesOn) stop.abort();
  };
  const outcomes = await Promise.allSettled(
    files.map(async (file) => {
      const result = await judgeFile(predictor, job, file, both);
      results.push(result);
      if (performance.now() - lastWrite < writeEveryMs) return;
      writing = writing.then(write);
      await writing;
    }),
  );
  await writing.then(write);
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (goesOn && failure !== undefined) throw failure.reason;
  return goesOn;
}

async function judgeAlone(
  { db, queue, predictor }: JudgeParts,
  job: JobFacts,
  file: WaitingFile,
  signal: AbortSignal,
  begun: Set<number>,
): Promise<boolean> {
  const { position, tries } = file;
  if (tries >= mostTries) return recordResults(db, queue, job.id, [{ position, error: endsWorkers(tries) }]);
  await db
    .updateTable("job_files")
    .set({ tries: tries + 1 })
    .where("job_id", "=", job.id)
    .where("position", "=", position)
    .where("state", "=", "waiting")
    .execute();
  begun.add(position);
  return recordResults(db, queue, job.id, [await judgeFile(predictor, job, file, signal)]);
}

const endsWorkers = (tries: number): string =>
  `It could not be judged: the worker ended each of the ${tries} times that it was begun.`;

async function giveBack(db: Kysely<Tables>, jobId: string, positions: ReadonlySet<number>): Promise<void> {
  if (positions.size === 0) return;
  await db
    .updateTable("job_files")
    .set((column) => ({ tries: column("tries", "-", 1) }))
    .where("job_id", "=", jobId)
    .where("position", "in", [...positions])
    .where("state", "=", "waiting")
    .execute();
}
