import { parentPort, workerData } from "node:worker_threads";
import { createForestGrower, type ForestTask } from "./forest-grower.ts";

const task = workerData as ForestTask;
const grow = createForestGrower(task);
for (;;) {
  const at = Atomics.add(task.nextTree, 0, 1);
  if (at >= task.options.trees) break;
  parentPort!.postMessage({ at, tree: grow(at) });
}
