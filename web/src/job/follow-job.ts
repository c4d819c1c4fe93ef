import type { WireJob, WireJobFile } from "@whowrote/server/schema/job";
import { ApiError, toApiError } from "../api/api-error.ts";
import { answerOf } from "../api/ask.ts";
import { api } from "../api/client.ts";
import { readEvents } from "./event-stream.ts";
import { isOver } from "./is-over.ts";

/** What is known of a job and its files. */
export interface JobNews {
  readonly job: WireJob;
  /** By position. While they are being loaded the later ones are missing. */
  readonly files: readonly WireJobFile[];
  readonly isLoaded: boolean;
}

const pageFiles = 2000;
/** Until the next try where the events do not come: then what is new is asked for instead. */
const retryMs = 2_000;
/** What is heard of a job. */
interface JobListener {
  readonly tell: (news: JobNews) => void;
  /** The server did not answer, broke off, or is too busy; it is asked again. */
  readonly doubt: () => void;
}

/** A job of thousands of files tells hundreds of times a second; the page is drawn this often. */
const tellEveryMs = 200;

const client = api.jobs.api.v1.jobs[":id"];

/**
 * Tells what becomes of a job, until it is over or the signal fires: first all of its files, then each change as the server
 * sends it. Where the stream breaks, because the server was restarted or a proxy cut it, the files are asked for again from the
 * first one that was still waiting.
 * @throws {ApiError} when the server refuses; what is known by then has been told
 */
export async function followJob(id: string, signal: AbortSignal, { tell, doubt }: JobListener): Promise<void> {
  const files: WireJobFile[] = [];
  for (;;) {
    try {
      const job = await loadFiles(id, files, signal, tell);
      if (isOver(job) || (await followEvents(job, files, signal, tell))) return;
    } catch (error) {
      if (signal.aborted) return;
      // Too busy is no refusal.
      if (error instanceof ApiError && error.status !== 503 && error.status !== 429) throw error;
      doubt();
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    if (signal.aborted) return;
  }
}

/** Reads the files from the first one on that is missing or was waiting. The job is as it was before its files were read. */
async function loadFiles(
  id: string,
  files: WireJobFile[],
  signal: AbortSignal,
  tell: (news: JobNews) => void,
): Promise<WireJob> {
  const waiting = files.findIndex(({ state }) => state === "waiting");
  let after: number | undefined = (waiting < 0 ? files.length : waiting) - 1;
  let first: WireJob | undefined;
  while (after !== undefined) {
    const page = await readPage(id, after, signal);
    first ??= page.job;
    for (const file of page.files) files[file.position] = file;
    after = page.next;
    tell({ job: page.job, files: [...files], isLoaded: after === undefined });
  }
  return first!;
}

interface ResultPage {
  readonly job: WireJob;
  readonly files: readonly WireJobFile[];
  readonly next?: number | undefined;
}

async function readPage(id: string, after: number, signal: AbortSignal): Promise<ResultPage> {
  const query = { limit: String(pageFiles), after: String(after), format: "json" as const };
  return answerOf(client.results.$get({ param: { id }, query }, { init: { signal } }));
}

/** @returns whether the job has ended; false when only the stream has */
async function followEvents(
  start: WireJob,
  files: WireJobFile[],
  signal: AbortSignal,
  tell: (news: JobNews) => void,
): Promise<boolean> {
  const { done, failed, skipped } = start.files;
  const header = { "last-event-id": String(done + failed + skipped) };
  const response = await client.events.$get({ param: { id: start.id }, header }, { init: { signal } });
  if (!response.ok) throw await toApiError(response);
  if (response.body === null) return false;
  let job = start;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    tell({ job, files: [...files], isLoaded: true });
  };
  try {
    for await (const { type, data } of readEvents(response.body as ReadableStream<Uint8Array>)) {
      const value: unknown = JSON.parse(data);
      if (type === "file") files[(value as WireJobFile).position] = value as WireJobFile;
      else job = value as WireJob;
      if (type === "end") {
        if (job.state === "cancelled") markCancelled(files);
        tellNow();
        return true;
      }
      timer ??= setTimeout(tellNow, tellEveryMs);
    }
    return false;
  } finally {
    clearTimeout(timer);
    if (!signal.aborted) tellNow();
  }
}

/** Files that were never judged get no event of their own. */
function markCancelled(files: WireJobFile[]): void {
  for (const [position, file] of files.entries())
    if (file.state === "waiting") files[position] = { ...file, state: "cancelled" };
}
