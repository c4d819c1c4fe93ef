import { createTreeEnsemble, type TreeEnsemble } from "whowrote/classifier/tree-ensemble";
import { fromHalf, toHalf } from "whowrote/half-float";
import { thresholdOf, type BinnedFeatures } from "./binned-features.ts";

/** One tree in preorder over bins: the left child of a split is the next node and takes the bins up to `bin`. */
export interface GrownTree {
  /** -1 at a leaf. */
  readonly feature: Int32Array;
  readonly bin: Uint8Array;
  /** The right child; 0 at a leaf. */
  readonly right: Int32Array;
  /** At leaves. */
  readonly value: Float32Array;
  /** At leaves. */
  readonly cover: Float32Array;
}

/** A tree while it grows: nodes in the order in which they were made. */
export interface GrowingNode {
  feature: number;
  bin: number;
  /** The left child; the right one was made right after it. */
  left: number;
  value: number;
  cover: number;
}

export function finishTree(nodes: readonly GrowingNode[]): GrownTree {
  const size = nodes.length;
  const tree: GrownTree = {
    feature: new Int32Array(size).fill(-1),
    bin: new Uint8Array(size),
    right: new Int32Array(size),
    value: new Float32Array(size),
    cover: new Float32Array(size),
  };
  // Each entry: the node to place, and the split it is the right child of.
  const waiting: [from: number, parent: number][] = [[0, -1]];
  for (let at = 0; at < size; at++) {
    const [from, parent] = waiting.pop()!;
    const node = nodes[from]!;
    if (parent >= 0) tree.right[parent] = at;
    if (node.feature < 0) {
      tree.value[at] = node.value;
      tree.cover[at] = node.cover;
      continue;
    }
    tree.feature[at] = node.feature;
    tree.bin[at] = node.bin;
    waiting.push([node.left + 1, at], [node.left, -1]);
  }
  return tree;
}

/** The leaf value that a row of the binned features reaches. */
export function leafOf(tree: GrownTree, features: BinnedFeatures, row: number): number {
  const { feature, bin, right } = tree;
  const { bins, rows } = features;
  let node = 0;
  let asked = feature[0]!;
  while (asked >= 0) {
    node = bins[asked * rows + row]! > bin[node]! ? right[node]! : node + 1;
    asked = feature[node]!;
  }
  return tree.value[node]!;
}

export function joinTrees(trees: readonly GrownTree[], features: BinnedFeatures): TreeEnsemble {
  const nodeCounts = Uint32Array.from(trees, (tree) => tree.feature.length);
  const size = nodeCounts.reduce((sum, count) => sum + count, 0);
  const feature = new Int32Array(size);
  const threshold = new Float32Array(size);
  const value = new Float32Array(size);
  const cover = new Float32Array(size);
  let start = 0;
  for (const tree of trees) {
    feature.set(tree.feature, start);
    value.set(tree.value, start);
    cover.set(tree.cover, start);
    for (let node = 0; node < tree.feature.length; node++)
      if (tree.feature[node]! >= 0)
        threshold[start + node] = thresholdOf(features, tree.feature[node]!, tree.bin[node]!);
    start += tree.feature.length;
  }
  return createTreeEnsemble({ featureCount: features.columns, nodeCounts, feature, threshold, value, cover });
}

/** Leaves keep half precision: a checkpoint of half the size, while later trees correct what rounding did. */
export function roundToHalf(value: number): number {
  const rounded = fromHalf(toHalf(value));
  return Number.isFinite(rounded) && (rounded !== 0 || value === 0) ? rounded : Math.fround(value);
}
