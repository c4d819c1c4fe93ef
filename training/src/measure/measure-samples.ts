import type { Tensors } from "whowrote/tensor";
import { cacheKey, type TensorCache } from "../tensor-cache.ts";
import { runInWorkers } from "../work-pool.ts";
import type { ChunkItem, ChunkRequest } from "./measure-chunk.ts";
import { concatMeasuredRows, measuredRowsFromTensors, type MeasuredRows } from "./measured-rows.ts";

const chunkSize = 1000;

export interface MeasureOptions {
  readonly cache: TensorCache;
  /** Part of the cache key: changes with the code that measures. */
  readonly version: string;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Measures all items in worker threads, in order. Finished chunks come from the cache. */
export async function measureSamples(items: readonly ChunkItem[], options: MeasureOptions): Promise<MeasuredRows> {
  const { cache } = options;
  const requests: ChunkRequest[] = [];
  for (let at = 0; at < items.length; at += chunkSize) requests.push({ items: items.slice(at, at + chunkSize) });
  const keys = requests.map((request) => chunkKey(request, options.version));
  const chunks: (MeasuredRows | undefined)[] = [];
  for (const key of keys) {
    const cached = await cache.read(key);
    chunks.push(cached && measuredRowsFromTensors(cached));
  }
  const missing = requests.flatMap((_, at) => (chunks[at] ? [] : [at]));
  let done = requests.length - missing.length;
  options.onProgress(done, requests.length);
  await runInWorkers<ChunkRequest, Tensors>(
    new URL("./measure-worker.ts", import.meta.url),
    missing.map((at) => requests[at]!),
    async (tensors, position) => {
      const at = missing[position]!;
      chunks[at] = measuredRowsFromTensors(tensors);
      await cache.write(keys[at]!, tensors);
      options.onProgress(++done, requests.length);
    },
    { signal: options.signal },
  );
  return concatMeasuredRows(chunks.map((chunk) => chunk!));
}

/** Equal for equal texts, measured by the same code. */
function chunkKey({ items }: ChunkRequest, version: string): string {
  return cacheKey(
    version,
    items.map(({ text, language, path, edit }) => [text, language, path, edit]),
  );
}
