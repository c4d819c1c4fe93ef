import { once } from "node:events";
import { basename } from "node:path";
import { Worker } from "node:worker_threads";

/**
 * Runs tasks in worker threads, `threads` at a time, and calls `onResult` as each ends. A worker answers each message
 * with one message. Stops at the first error, when a worker ends without an answer, or when `signal` aborts.
 */
export async function runInWorkers<Task, Result>(
  worker: URL,
  tasks: readonly Task[],
  onResult: (result: Result, index: number) => void | Promise<void>,
  {
    threads = 2,
    workerData,
    signal,
  }: { threads?: number; workerData?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  let next = 0;
  const runOne = async (): Promise<void> => {
    const thread = new Worker(worker, { workerData });
    const ended = new AbortController();
    thread.once("exit", (code) => {
      ended.abort(new Error(`The worker thread ${basename(worker.pathname)} ended with code ${code} and no answer.`));
    });
    const stop = AbortSignal.any(signal ? [signal, ended.signal] : [ended.signal]);
    try {
      while (next < tasks.length) {
        stop.throwIfAborted();
        const index = next++;
        thread.postMessage(tasks[index]);
        const [result] = (await once(thread, "message", { signal: stop })) as [Result];
        await onResult(result, index);
      }
    } catch (error) {
      if ((error as Error).name === "AbortError") ended.signal.throwIfAborted();
      throw error;
    } finally {
      await thread.terminate();
    }
  };
  const running = Array.from({ length: Math.min(threads, tasks.length) }, runOne);
  try {
    await Promise.all(running);
  } catch (error) {
    next = tasks.length;
    await Promise.allSettled(running);
    throw error;
  }
}
