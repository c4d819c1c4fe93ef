import type { Kysely } from "kysely";
import { createId } from "../id.ts";
import type { Job, JobDraft } from "../job.ts";
import { toStorableText, writeJson } from "../storage/storable-text.ts";
import type { Tables } from "../storage/tables.ts";
import type { IncomingFile } from "./intake.ts";
import { toJob, type StoredWebhook } from "./job-row.ts";
import type { Chunk, JobQueue } from "./queue.ts";

/** What is written in one statement. */
const batchFiles = 500;
const batchCharacters = 4_000_000;

/** One chunk is one task of the queue: as much as is judged in some tenths of a second. */
const chunkFiles = 32;
const chunkCharacters = 1_000_000;

/**
 * Takes the files as they come, and makes a job of them at the end: a job is there with all of its files and tasks, or not at
 * all. Nobody sees it before.
 */
export async function createJob(
  db: Kysely<Tables>,
  queue: JobQueue,
  files: AsyncIterable<IncomingFile>,
  draft: JobDraft,
): Promise<Job> {
  const id = createId();
  const webhook: StoredWebhook | undefined = draft.webhook && { ...draft.webhook, attempts: 0 };
  await db
    .insertInto("jobs")
    .values({
      id,
      state: "receiving",
      created_at: new Date(),
      files_total: 0,
      options: writeJson(draft.options),
      key_id: draft.keyId ?? null,
      webhook: webhook ? writeJson(webhook) : null,
    })
    .execute();
  try {
    const received = await receive(db, id, files);
    const job = await publish(db, queue, id, received);
    queue.wake();
    return job;
  } catch (error) {
    await db.deleteFrom("jobs").where("id", "=", id).execute();
    throw error;
  }
}

interface Received {
  readonly total: number;
  readonly skipped: number;
  readonly chunks: readonly Chunk[];
}

async function receive(db: Kysely<Tables>, jobId: string, files: AsyncIterable<IncomingFile>): Promise<Received> {
  const chunks: Chunk[] = [];
  let rows: FileRow[] = [];
  let rowCharacters = 0;
  let chunk = { from: 0, files: 0, characters: 0 };
  let total = 0;
  let skipped = 0;
  const closeChunk = (): void => {
    if (chunk.files > 0) chunks.push({ jobId, from: chunk.from, to: total - 1 });
    chunk = { from: total, files: 0, characters: 0 };
  };
  const write = async (): Promise<void> => {
    if (rows.length > 0) await db.insertInto("job_files").values(rows).execute();
    rows = [];
    rowCharacters = 0;
  };
  for await (const file of files) {
    if ("skip" in file) skipped++;
    const characters = "text" in file ? file.text.length : 0;
    rows.push(toRow(file, jobId, total, skipped));
    rowCharacters += characters;
    total++;
    chunk.files += "text" in file ? 1 : 0;
    chunk.characters += characters;
    if (chunk.files >= chunkFiles || chunk.characters >= chunkCharacters) closeChunk();
    if (rows.length >= batchFiles || rowCharacters >= batchCharacters) await write();
  }
  closeChunk();
  await write();
  return { total, skipped, chunks };
}

type FileRow = ReturnType<typeof toRow>;

/** @param skipped files so far, this one among them: a skipped file is over at once, so it is numbered */
function toRow(file: IncomingFile, jobId: string, position: number, skipped: number) {
  const { path } = file;
  const base = { job_id: jobId, position, path: toStorableText(path) };
  if ("skip" in file)
    return {
      ...base,
      language: null,
      text: null,
      state: "skipped" as const,
      finished_number: skipped,
      error: file.skip,
    };
  const { text, language = null } = file;
  return {
    ...base,
    language,
    text: toStorableText(text),
    state: "waiting" as const,
    finished_number: null,
    error: null,
  };
}

/** From here on the job is there, also after a kill -9. With nothing to judge it is over at once. */
async function publish(
  db: Kysely<Tables>,
  queue: JobQueue,
  id: string,
  { total, skipped, chunks }: Received,
): Promise<Job> {
  return db.transaction().execute(async (transaction) => {
    const isOver = chunks.length === 0;
    const row = await transaction
      .updateTable("jobs")
      .set({
        files_total: total,
        files_skipped: skipped,
        state: isOver ? "done" : "queued",
        ...(isOver && { finished_at: new Date() }),
      })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (!isOver) await queue.sendChunks(transaction, chunks);
    else if (row.webhook !== null) await queue.sendNotice(transaction, id);
    return toJob(row)!;
  });
}
