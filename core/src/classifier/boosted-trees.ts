import type { Classifier } from "../classifier.ts";
import type { Tensors } from "../tensor.ts";
import { sumPaths, toRow, type TreeEnsemble } from "./tree-ensemble.ts";
import { treesFromTensors, treesToTensors } from "./tree-tensors.ts";
import { createTreeWalk } from "./tree-walk.ts";

/** Trees whose leaves add up to log-odds (Friedman 2001). */
export interface BoostedTrees extends Classifier {
  readonly kind: "boosted-trees";
  /** What every row starts from, in log-odds. */
  readonly base: number;
  readonly treeCount: number;
}

/** Leaf values are log-odds with the learning rate in them; `base` is kept in single precision. */
export function createBoostedTrees(trees: TreeEnsemble, base: number): BoostedTrees {
  const { featureCount } = trees;
  const sumLeaves = createTreeWalk(trees);
  const start = Math.fround(base);
  return {
    kind: "boosted-trees",
    featureCount,
    base: start,
    treeCount: trees.roots.length,
    predict: (features) => start + sumLeaves(toRow(features, featureCount)),
    contribute: (features) => {
      const { bias, values } = sumPaths(trees, toRow(features, featureCount));
      return { bias: start + bias, values };
    },
    toTensors: () => ({ ...treesToTensors(trees), base: { shape: [1], data: Float32Array.of(start) } }),
  };
}

export function readBoostedTrees(tensors: Tensors): BoostedTrees {
  const base = tensors["base"]?.data[0];
  if (base === undefined)
    throw new Error('The boosted trees lack the tensor "base"; fetch the checkpoint or train it again.');
  return createBoostedTrees(treesFromTensors(tensors), base);
}
