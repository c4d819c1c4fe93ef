import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { createForest, type Forest } from "whowrote/classifier/forest";
import { createForestGrower, type ForestTask } from "./forest-grower.ts";
import { joinTrees, type GrownTree } from "./grown-tree.ts";
import { checkOptions, rowsToFit, type FitHooks, type TreeData } from "./tree-data.ts";

export interface ForestOptions {
  /** How many trees. 300. */
  readonly trees?: number;
  /** Questions on a way from root to leaf at most. 12. */
  readonly maxDepth?: number;
  /** Different rows that each leaf keeps at least. 5. */
  readonly minLeafRows?: number;
  /** Features that a node chooses from. The square root of their number. */
  readonly featuresPerSplit?: number;
  /** Each tree sees rows drawn with replacement, as many as there are; else all rows. true. */
  readonly bootstrap?: boolean;
  /** Both labels get the same total weight. true. */
  readonly balanced?: boolean;
  /** Whole number; the same seed gives the same trees. 1. */
  readonly seed?: number;
  /** Worker threads; with 1 the trees grow in this thread. The result does not depend on it. 2. */
  readonly threads?: number;
}

const defaults = { trees: 300, maxDepth: 12, minLeafRows: 5, bootstrap: true, balanced: true, seed: 1, threads: 2 };

/**
 * A random forest (Breiman 2001) over binned features.
 * @throws the signal's reason when it aborts; an Error when the data or an option cannot be used
 */
export async function fitForest(data: TreeData, options: ForestOptions = {}, hooks: FitHooks = {}): Promise<Forest> {
  const { features, labels } = data;
  const featuresPerSplit = Math.max(1, Math.floor(Math.sqrt(features.columns)));
  const chosen = { ...defaults, featuresPerSplit, ...options };
  checkOptions(chosen, {
    trees: [Number.isInteger(chosen.trees) && chosen.trees > 0, "a whole number above 0"],
    maxDepth: [chosen.maxDepth >= 1, "at least 1"],
    minLeafRows: [chosen.minLeafRows >= 1, "at least 1"],
    featuresPerSplit: [chosen.featuresPerSplit >= 1, "at least 1"],
    seed: [Number.isInteger(chosen.seed), "a whole number"],
    threads: [Number.isInteger(chosen.threads) && chosen.threads > 0, "a whole number above 0"],
  });
  hooks.signal?.throwIfAborted();
  const rows = rowsToFit(data);
  const weights = chosen.balanced ? balance(data, rows) : (data.weights ?? new Float32Array(features.rows).fill(1));
  const task: ForestTask = {
    features,
    labels,
    weights,
    rows,
    options: chosen,
    nextTree: new Int32Array(new SharedArrayBuffer(4)),
  };
  const trees: GrownTree[] = [];
  let done = 0;
  const keep = (at: number, tree: GrownTree): void => {
    trees[at] = tree;
    hooks.onProgress?.({ trees: ++done, totalTrees: chosen.trees });
  };
  if (chosen.threads === 1) await growHere(task, keep, hooks.signal);
  else await growInThreads(task, chosen.threads, keep, hooks.signal);
  return createForest(joinTrees(trees, features));
}

async function growHere(
  task: ForestTask,
  keep: (at: number, tree: GrownTree) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const grow = createForestGrower(task);
  for (let at = 0; at < task.options.trees; at++) {
    keep(at, grow(at));
    // Timers, and with them an abort, get their turn between trees.
    await nextTurn();
    signal?.throwIfAborted();
  }
}

async function growInThreads(
  task: ForestTask,
  threads: number,
  keep: (at: number, tree: GrownTree) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const workers = Array.from({ length: Math.min(threads, task.options.trees) }, () => {
    const worker = new Worker(new URL("./forest-worker.ts", import.meta.url), { workerData: task });
    worker.on("message", ({ at, tree }: { at: number; tree: GrownTree }) => keep(at, tree));
    return worker;
  });
  try {
    await Promise.all(workers.map((worker) => once(worker, "exit", { signal })));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Weights that give both labels the same total and keep their sum. */
function balance({ labels, weights, features }: TreeData, rows: Uint32Array): Float32Array {
  const totals = [0, 0];
  for (const row of rows) totals[labels[row]!]! += weights?.[row] ?? 1;
  const scale = totals.map((total) => (totals[0]! + totals[1]!) / (2 * total));
  return Float32Array.from({ length: features.rows }, (_, row) => (weights?.[row] ?? 1) * scale[labels[row]!]!);
}
