import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { BinnedFeatures } from "./binned-features.ts";
import { createSplitSearch, type SplitLimits, type SplitMemory } from "./split-search.ts";

/** What a thread is started with. */
export interface SplitThread {
  readonly features: BinnedFeatures;
  readonly memory: SplitMemory;
  readonly limits: SplitLimits;
  readonly thread: number;
  readonly turns: Int32Array;
}

/** Where the threads meet: the number of the task, and how many threads are done with it. */
export const turnField = { task: 0, done: 1 } as const;
/** As the number of the task: there will be no more. As the number of threads done: one has failed. */
export const over = -1;

/** Threads that work through the task in `memory` together; this thread is one of them and blocks while they work. */
export interface SplitThreads {
  readonly work: () => void;
  readonly close: () => Promise<void>;
}

export async function openSplitThreads(
  features: BinnedFeatures,
  memory: SplitMemory,
  limits: SplitLimits,
): Promise<SplitThreads> {
  const searchOwn = createSplitSearch(features, memory, limits, 0);
  const turns = new Int32Array(new SharedArrayBuffer(8));
  const workers = Array.from({ length: limits.threads - 1 }, (_, at) => {
    const workerData: SplitThread = { features, memory, limits, thread: at + 1, turns };
    return new Worker(new URL("./split-worker.ts", import.meta.url), { workerData });
  });
  const endings = Promise.allSettled(workers.map((worker) => once(worker, "exit")));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  return {
    work: () => {
      Atomics.store(turns, turnField.done, 0);
      Atomics.add(turns, turnField.task, 1);
      Atomics.notify(turns, turnField.task);
      searchOwn();
      for (;;) {
        const done = Atomics.load(turns, turnField.done);
        if (done === over) throw new Error("A thread that looks for splits failed.");
        if (done === workers.length) return;
        Atomics.wait(turns, turnField.done, done);
      }
    },
    close: async () => {
      Atomics.store(turns, turnField.task, over);
      Atomics.notify(turns, turnField.task);
      // Only now, with this thread free to listen, is it known what went wrong in the others.
      const failed = (await endings).find((ending) => ending.status === "rejected");
      if (failed)
        throw new Error("A thread that looks for splits failed; its error is the cause.", { cause: failed.reason });
    },
  };
}
