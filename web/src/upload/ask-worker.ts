import type { UploadAnswers, UploadOrder, UploadReport } from "./upload-order.ts";

interface AskOptions {
  /** Ends the worker at once. */
  readonly signal?: AbortSignal | undefined;
  /** Share of the work that is done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Has a worker of its own do one thing with files.
 * @throws what the signal was aborted with, or an Error whose message is for the reader
 */
export async function askWorker<Kind extends UploadOrder["kind"]>(
  order: Extract<UploadOrder, { readonly kind: Kind }>,
  { signal, onProgress }: AskOptions = {},
): Promise<UploadAnswers[Kind]> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL("upload-worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<UploadAnswers[Kind]>();
  const abort = (): void => reject(signal?.reason as Error);
  signal?.addEventListener("abort", abort);
  worker.addEventListener("message", ({ data }: MessageEvent<UploadReport>) => {
    if (data.kind === "progress") onProgress?.(data.total === 0 ? 1 : data.done / data.total);
    else if (data.kind === "answer") resolve(data.answer as UploadAnswers[Kind]);
    else reject(new Error(data.message));
  });
  worker.addEventListener("error", (event) => reject(new Error(event.message || "The files could not be read.")));
  worker.postMessage(order);
  return promise.finally(() => {
    signal?.removeEventListener("abort", abort);
    worker.terminate();
  });
}
