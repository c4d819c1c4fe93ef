import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { signals } from "whowrote/signal/index";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";
import type { Tensors } from "whowrote/tensor";
import { viewIds } from "whowrote/view";
import { views } from "whowrote/view/index";
import { runInWorkers } from "../work-pool.ts";
import type { ChunkItem, ChunkRequest } from "./measure-chunk.ts";
import { concatMeasuredRows, measuredRowsFromTensors, type MeasuredRows } from "./measured-rows.ts";

const chunkSize = 1000;

export interface MeasureOptions {
  /** Finished chunks are kept here, so that a run that was cut short goes on where it stopped. */
  readonly cacheFolder: string;
  /** Part of the cache key: raise it when measuring changes without a change in signals or views. */
  readonly version: string;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Measures all items in worker threads, in order. */
export async function measureSamples(items: readonly ChunkItem[], options: MeasureOptions): Promise<MeasuredRows> {
  await mkdir(options.cacheFolder, { recursive: true });
  const requests: ChunkRequest[] = [];
  for (let at = 0; at < items.length; at += chunkSize) requests.push({ items: items.slice(at, at + chunkSize) });
  const files = requests.map((request) => join(options.cacheFolder, `${chunkKey(request, options.version)}.safetensors`));
  const chunks = await Promise.all(files.map(readChunk));
  const missing = requests.flatMap((_, at) => (chunks[at] ? [] : [at]));
  let done = requests.length - missing.length;
  options.onProgress(done, requests.length);
  await runInWorkers<ChunkRequest, Tensors>(
    new URL("./measure-worker.ts", import.meta.url),
    missing.map((at) => requests[at]!),
    async (tensors, position) => {
      const at = missing[position]!;
      chunks[at] = measuredRowsFromTensors(tensors);
      await writeWhole(files[at]!, encodeTensors(tensors));
      options.onProgress(++done, requests.length);
    },
    { signal: options.signal },
  );
  return concatMeasuredRows(chunks.map((chunk) => chunk!));
}

/** Equal for equal texts, signals and views. */
function chunkKey({ items }: ChunkRequest, version: string): string {
  const hash = createHash("sha256").update(version);
  hash.update(JSON.stringify([signals.map((signal) => signal.id), viewIds.map((id) => [id, views[id].longestRun])]));
  for (const { text, language, path, edit } of items) hash.update(JSON.stringify([text, language, path, edit]));
  return hash.digest("hex").slice(0, 32);
}

async function readChunk(file: string): Promise<MeasuredRows | undefined> {
  try {
    return measuredRowsFromTensors(decodeTensors(await readFile(file)).tensors);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`The cached chunk ${file} cannot be read. Delete it and train again.`, { cause: error });
  }
}

/** A crash leaves the old file or the new one, never half of it. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
