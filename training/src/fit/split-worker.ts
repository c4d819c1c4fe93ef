import { parentPort, workerData } from "node:worker_threads";
import { createSplitSearch } from "./split-search.ts";
import { over, turnField, type SplitThread } from "./split-threads.ts";

const { features, memory, limits, thread, turns } = workerData as SplitThread;
const search = createSplitSearch(features, memory, limits, thread);
parentPort!.postMessage("ready");

let last = 0;
for (;;) {
  Atomics.wait(turns, turnField.task, last);
  last = Atomics.load(turns, turnField.task);
  if (last === over) break;
  try {
    search();
    Atomics.add(turns, turnField.done, 1);
  } catch (error) {
    Atomics.store(turns, turnField.done, over);
    throw error;
  } finally {
    Atomics.notify(turns, turnField.done);
  }
}
