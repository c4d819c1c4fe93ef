import type { Kysely } from "kysely";
import type { Tables } from "../storage/tables.ts";
import type { Chunk, JobQueue } from "./queue.ts";
import { recordResults } from "./record-results.ts";

/**
 * A chunk whose tries are used up. Files that were begun alone when their worker ended have failed; the others are sent again
 * by themselves. Where none was, what judges is broken and no file is to blame: all have failed, so that the job ends.
 */
export async function settleChunk(db: Kysely<Tables>, queue: JobQueue, chunk: Chunk): Promise<void> {
  const { jobId, from, to } = chunk;
  const waiting = await db
    .selectFrom("job_files")
    .select(["position", "tries"])
    .where("job_id", "=", jobId)
    .where("position", ">=", from)
    .where("position", "<=", to)
    .where("state", "=", "waiting")
    .orderBy("position")
    .execute();
  if (waiting.length === 0) return;
  const blamed = waiting.filter(({ tries }) => tries > 1);
  const failed = blamed.length > 0 ? blamed : waiting;
  const error =
    blamed.length > 0
      ? "It could not be judged: the worker ended whenever it was begun."
      : "It could not be judged: what judges did not work. Send it again.";
  const again = waiting.filter((file) => !failed.includes(file));
  // First sent, then recorded: a crash between the two has them judged twice at most, and recorded once.
  if (again.length > 0)
    await queue.sendChunks(
      db,
      again.map(({ position }) => ({ jobId, from: position, to: position })),
    );
  await recordResults(
    db,
    queue,
    jobId,
    failed.map(({ position }) => ({ position, error })),
  );
}
