import { setImmediate as nextTurn } from "node:timers/promises";
import { createBoostedTrees, type BoostedTrees } from "whowrote/classifier/boosted-trees";
import { createRandom } from "whowrote/random";
import { growBoostedTree } from "./boosted-tree.ts";
import { joinTrees, leafOf, type GrownTree } from "./grown-tree.ts";
import { createSplitMemory, taskField } from "./split-search.ts";
import { openSplitThreads } from "./split-threads.ts";
import { checkOptions, checkRows, rowsToFit, type FitHooks, type TreeData } from "./tree-data.ts";
import { validationMetrics, type ValidationMetric } from "./validation-metric.ts";

/** Part of the keys of cached fits: raised whenever {@link fitBoostedTrees} gives other trees for the same data. */
export const boostedTreesVersion = "boosted trees 1";

export interface BoostedTreesOptions {
  /** How many trees at most. 500. */
  readonly trees?: number;
  /** Each tree's share in the correction, above 0 to 1. 0.05. */
  readonly learningRate?: number;
  /** Leaves of a tree at most. 31. */
  readonly maxLeaves?: number;
  /** Questions on a way from root to leaf at most. No limit. */
  readonly maxDepth?: number;
  /** Sum of p(1 - p) x weight that each side of a split keeps at least, above 0. 2: at first, 8 rows. */
  readonly minChildWeight?: number;
  /** Twice the drop of the log-loss sum that a split must bring. 1e-6. */
  readonly minGain?: number;
  /** L2 penalty on leaf values, 0 or more. 1. */
  readonly lambda?: number;
  /** Share of the rows that each tree sees. 0.8. */
  readonly rowSample?: number;
  /** Share of the features that each tree sees. 0.5. */
  readonly columnSample?: number;
  /** Whole number; the same seed gives the same trees. 1. */
  readonly seed?: number;
  /** Threads, this one included. The result does not depend on it. 2. */
  readonly threads?: number;
  /** Keeps the number of trees that does best on rows that were not fitted on. Never stops when left out. */
  readonly earlyStopping?: {
    readonly rows: Uint32Array;
    readonly metric: ValidationMetric;
    /** Trees without a better value before the fit ends. */
    readonly patience: number;
  };
}

const defaults = {
  trees: 500,
  learningRate: 0.05,
  maxLeaves: 31,
  maxDepth: Infinity,
  minChildWeight: 2,
  minGain: 1e-6,
  lambda: 1,
  rowSample: 0.8,
  columnSample: 0.5,
  seed: 1,
  threads: 2,
} as const satisfies Partial<BoostedTreesOptions>;

/**
 * Gradient boosting of the log-loss with second-order trees (Friedman 2001; Chen & Guestrin 2016) over binned features.
 * @throws the signal's reason when it aborts; an Error when the data or an option cannot be used
 */
export async function fitBoostedTrees(
  data: TreeData,
  options: BoostedTreesOptions = {},
  hooks: FitHooks = {},
): Promise<BoostedTrees> {
  const chosen = { ...defaults, ...options };
  checkOptions(chosen, {
    trees: [Number.isInteger(chosen.trees) && chosen.trees > 0, "a whole number above 0"],
    learningRate: [chosen.learningRate > 0 && chosen.learningRate <= 1, "above 0 and at most 1"],
    maxLeaves: [Number.isInteger(chosen.maxLeaves) && chosen.maxLeaves > 1, "a whole number above 1"],
    maxDepth: [chosen.maxDepth >= 1, "at least 1"],
    minChildWeight: [chosen.minChildWeight > 0, "above 0"],
    minGain: [chosen.minGain >= 0, "0 or more"],
    lambda: [chosen.lambda >= 0, "0 or more"],
    rowSample: [chosen.rowSample > 0 && chosen.rowSample <= 1, "above 0 and at most 1"],
    columnSample: [chosen.columnSample > 0 && chosen.columnSample <= 1, "above 0 and at most 1"],
    seed: [Number.isInteger(chosen.seed), "a whole number"],
    threads: [Number.isInteger(chosen.threads) && chosen.threads > 0, "a whole number above 0"],
  });
  const { features } = data;
  const { earlyStopping } = options;
  const rows = rowsToFit(data);
  if (earlyStopping) checkRows(earlyStopping.rows, features.rows);
  const { maxLeaves, threads } = chosen;
  const random = createRandom(chosen.seed);
  const memory = createSplitMemory(features, threads);
  const base = Math.fround(baseScore(data, rows));
  const scores = new Float64Array(features.rows).fill(base);
  const allColumns = Uint32Array.from({ length: features.columns }, (_, column) => column);
  const inTree = new Uint8Array(features.rows);
  const trees: GrownTree[] = [];
  let best = { value: -Infinity, trees: 0 };
  const splitThreads = await openSplitThreads(features, memory, { ...chosen, slots: maxLeaves });
  try {
    while (trees.length < chosen.trees) {
      // Timers, and with them an abort, get their turn between trees.
      await nextTurn();
      hooks.signal?.throwIfAborted();
      const treeRows = drawShare(rows, chosen.rowSample, random);
      const columns = drawShare(allColumns, chosen.columnSample, random);
      memory.order.set(treeRows);
      memory.columns.set(columns);
      memory.task[taskField.columns] = columns.length;
      writeGradients(data, treeRows, scores, memory.gradients);
      const tree = growBoostedTree(features, memory, treeRows.length, chosen, splitThreads.work, scores);
      trees.push(tree);
      inTree.fill(0);
      for (const row of treeRows) inTree[row] = 1;
      for (const list of earlyStopping ? [rows, earlyStopping.rows] : [rows])
        for (const row of list)
          if (inTree[row] === 0) {
            scores[row]! += leafOf(tree, features, row);
            inTree[row] = 1;
          }
      const progress = { trees: trees.length, totalTrees: chosen.trees };
      if (!earlyStopping) {
        hooks.onProgress?.(progress);
        continue;
      }
      const validation = validationMetrics[earlyStopping.metric](data, earlyStopping.rows, scores);
      hooks.onProgress?.({ ...progress, validation: validation.shown });
      if (validation.quality > best.value) best = { value: validation.quality, trees: trees.length };
      if (trees.length - best.trees >= earlyStopping.patience) break;
    }
  } finally {
    await splitThreads.close();
  }
  return createBoostedTrees(joinTrees(earlyStopping ? trees.slice(0, best.trees) : trees, features), base);
}

function baseScore({ labels, weights }: TreeData, rows: Uint32Array): number {
  const sums = [0, 0];
  for (const row of rows) sums[labels[row]!]! += weights?.[row] ?? 1;
  return Math.log(sums[1]! / sums[0]!);
}

function writeGradients(
  { labels, weights }: TreeData,
  rows: Uint32Array,
  scores: Float64Array,
  gradients: Float32Array,
): void {
  for (const row of rows) {
    const probability = 1 / (1 + Math.exp(-scores[row]!));
    const weight = weights?.[row] ?? 1;
    gradients[row * 2] = weight * (probability - labels[row]!);
    gradients[row * 2 + 1] = weight * probability * (1 - probability);
  }
}

/** That share of the items, in their order; each set is equally likely (Knuth, TAOCP volume 2, 3.4.2, algorithm S). */
function drawShare(items: Uint32Array, share: number, random: () => number): Uint32Array {
  if (share === 1) return items;
  const drawn = new Uint32Array(Math.max(1, Math.round(items.length * share)));
  let taken = 0;
  for (let at = 0; taken < drawn.length; at++)
    if (random() * (items.length - at) < drawn.length - taken) drawn[taken++] = items[at]!;
  return drawn;
}
