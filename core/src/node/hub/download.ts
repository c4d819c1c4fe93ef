import { open, rename, rm } from "node:fs/promises";
import { hashFile } from "./checksum.ts";
import { explainRefusal, type Wanted } from "./hub-refusal.ts";
import type { HubFile } from "./hub-repo.ts";
import { sendToHub, type HubAnswer } from "./hub-request.ts";
import type { HubSettings } from "./hub-settings.ts";
import { bytesOf } from "./model-cache.ts";
import { readBody } from "./read-body.ts";
import { PassingError, retry } from "./retry.ts";

export interface Download {
  readonly file: HubFile;
  readonly wanted: Wanted;
  /** Where it goes once it is whole and its checksum fits. */
  readonly path: string;
  /** Called with the number of bytes that are there. */
  readonly onBytes: (bytes: number) => void;
}

/** Where a download stands until it is whole; the next attempt, or the next run, goes on from there. */
export const partOf = (path: string): string => `${path}.incomplete`;

/**
 * Fetches a file, or what is missing of it.
 * @throws when the server refuses it, sends something else, or cannot be reached often enough. What has come stays, except
 *   when it is wrong.
 */
export async function download(task: Download, settings: HubSettings, signal: AbortSignal): Promise<void> {
  const { file, path } = task;
  const part = partOf(path);
  let most = await bytesOf(part);
  await retry(settings.patience, signal, (gotOn) => {
    const onBytes = (bytes: number): void => {
      task.onBytes(bytes);
      // A server that starts anew each time does not get on, however much it sends.
      if (bytes > most) gotOn();
      most = Math.max(most, bytes);
    };
    return fetchRest({ ...task, onBytes }, settings, signal);
  });
  const found = await hashFile(part, file.size, file.checksum.algorithm, signal);
  if (found !== file.checksum.hex) {
    await rm(part, { force: true });
    throw new Error(
      `${file.name} came with the checksum ${found} instead of ${file.checksum.hex}, and was removed. Run the same command again, or use another --mirror.`,
    );
  }
  await rename(part, path);
}

async function fetchRest({ file, wanted, path, onBytes }: Download, settings: HubSettings, signal: AbortSignal) {
  const part = partOf(path);
  const there = await bytesOf(part);
  if (there === file.size && there > 0) return;
  const from = there < file.size ? there : 0;
  const headers = from > 0 ? { range: `bytes=${from}-` } : {};
  const answer = await sendToHub({ method: "GET", url: file.url, headers }, settings, signal);
  const start = await startOf(answer, from, file, wanted, part);
  let bytes = start;
  const output = await open(part, start > 0 ? "a" : "w");
  try {
    onBytes(bytes);
    for await (const piece of readBody(answer, settings.patience.stallMs, signal)) {
      bytes += piece.length;
      if (bytes > file.size) break;
      await output.appendFile(piece);
      onBytes(bytes);
    }
    await output.sync().catch(ignoreUnsupported);
  } finally {
    await output.close();
  }
  if (bytes < file.size)
    throw new PassingError(
      `${file.name} ended after ${bytes} of ${file.size} bytes. Run the same command again to go on.`,
    );
  if (bytes > file.size) {
    await rm(part, { force: true });
    throw new Error(
      `${file.name} is longer than the ${file.size} bytes it should have, and was removed. Use another --mirror.`,
    );
  }
}

/** Where the body of an answer starts in the file. A server that knows no ranges starts at 0. */
async function startOf(
  { response }: HubAnswer,
  from: number,
  file: HubFile,
  wanted: Wanted,
  part: string,
): Promise<number> {
  if (response.status === 200) return 0;
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "");
  const isRest = range !== null && Number(range[1]) === from && (range[2] === "*" || Number(range[2]) === file.size);
  if (response.status === 206 && isRest) return from;
  await response.body?.cancel().catch(() => {});
  if (response.status !== 206 && response.status !== 416)
    throw explainRefusal(response, { ...wanted, file: file.name });
  // What is there does not fit what the server has: the next attempt starts anew.
  await rm(part, { force: true });
  throw new PassingError(`The server sends another part of ${file.name} than was asked for. Use another --mirror.`);
}

/** Not everything that can be written to can be flushed. */
function ignoreUnsupported(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
}
