import type { Tensors } from "whowrote/tensor";
import type { ChunkItem, ChunkRequest } from "../measure/measure-chunk.ts";
import { cacheKey, type TensorCache } from "../tensor-cache.ts";
import { runInWorkers } from "../work-pool.ts";
import type { EncoderWorkerSettings } from "./encoder-worker.ts";

const chunkSize = 250;

export interface EncoderScoreOptions {
  /** Of the encoder's checkpoint. */
  readonly folder: string;
  readonly cache: TensorCache;
  /** Part of the cache key: changes with the encoder and with the code that reads for it. */
  readonly version: string;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Log-odds of "ai", one a window, for each item; none for an item without tokens. Finished chunks come from the cache. */
export async function scoreWithEncoder(
  items: readonly ChunkItem[],
  { folder, cache, version, onProgress, signal }: EncoderScoreOptions,
): Promise<Float32Array[]> {
  const requests: ChunkRequest[] = [];
  for (let at = 0; at < items.length; at += chunkSize) requests.push({ items: items.slice(at, at + chunkSize) });
  const keys = requests.map((request) => cacheKey(version, request));
  const chunks: (Float32Array[] | undefined)[] = [];
  for (const key of keys) {
    const cached = await cache.read(key);
    chunks.push(cached && split(cached));
  }
  const missing = requests.flatMap((_, at) => (chunks[at] ? [] : [at]));
  let done = requests.length - missing.length;
  onProgress(done, requests.length);
  await runInWorkers<ChunkRequest, Tensors>(
    new URL("./encoder-worker.ts", import.meta.url),
    missing.map((at) => requests[at]!),
    async (tensors, position) => {
      const at = missing[position]!;
      chunks[at] = split(tensors);
      await cache.write(keys[at]!, tensors);
      onProgress(++done, requests.length);
    },
    { workerData: { folder } satisfies EncoderWorkerSettings, signal },
  );
  return chunks.flatMap((chunk) => chunk!);
}

function split({ scores, offsets }: Tensors): Float32Array[] {
  const all = scores!.data as Float32Array;
  const bounds = offsets!.data;
  return Array.from({ length: bounds.length - 1 }, (_, at) => all.slice(bounds[at], bounds[at + 1]));
}
