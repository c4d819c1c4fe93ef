import type { BinnedFeatures } from "./binned-features.ts";
import { finishTree, roundToHalf, type GrowingNode, type GrownTree } from "./grown-tree.ts";
import { bestSplit, taskField, type Split, type SplitMemory } from "./split-search.ts";

export interface BoostedTreeLimits {
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly lambda: number;
  readonly learningRate: number;
  readonly threads: number;
}

/** A leaf that may still be split. */
interface OpenLeaf {
  readonly node: number;
  readonly depth: number;
  readonly slot: number;
  readonly start: number;
  readonly end: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly split: Split;
}

/**
 * Grows one tree over the rows in `memory.order`, always at the leaf that gains most (Shi 2007; Ke et al. 2017), and adds each
 * leaf's value to its rows' scores. `work` finds the splits of the task in `memory`.
 */
export function growBoostedTree(
  features: BinnedFeatures,
  memory: SplitMemory,
  rowCount: number,
  limits: BoostedTreeLimits,
  work: () => void,
  scores: Float64Array,
): GrownTree {
  const nodes: GrowingNode[] = [];
  const leaves: OpenLeaf[] = [];
  const addNode = (gradient: number, hessian: number): number => {
    const value = roundToHalf((-gradient / (hessian + limits.lambda)) * limits.learningRate);
    return nodes.push({ feature: -1, bin: 0, left: 0, value, cover: roundToHalf(hessian) }) - 1;
  };
  const askFor = (start: number, end: number, slot: number, siblingSlot: number, sums: readonly number[]): void => {
    memory.task[taskField.start] = start;
    memory.task[taskField.end] = end;
    memory.task[taskField.summedSlot] = slot;
    memory.task[taskField.siblingSlot] = siblingSlot;
    memory.sums.set(sums);
    work();
  };

  const [gradient, hessian] = sumGradients(memory, rowCount);
  askFor(0, rowCount, 0, -1, [gradient, hessian]);
  const root = { node: addNode(gradient, hessian), depth: 0, slot: 0, start: 0, end: rowCount, gradient, hessian };
  leaves.push({ ...root, split: bestSplit(memory, limits.threads, 0) });

  while (leaves.length < limits.maxLeaves) {
    const chosen = leaves.reduce(
      (best, leaf, at) => (gainOf(leaf, limits) > gainOf(leaves[best]!, limits) ? at : best),
      0,
    );
    const leaf = leaves[chosen]!;
    if (gainOf(leaf, limits) <= 0) break;
    const { split } = leaf;
    const middle = partition(memory, features, leaf, split);
    const left = { start: leaf.start, end: middle, gradient: split.leftGradient, hessian: split.leftHessian };
    const right = {
      start: middle,
      end: leaf.end,
      gradient: leaf.gradient - split.leftGradient,
      hessian: leaf.hessian - split.leftHessian,
    };
    const leftNode = addNode(left.gradient, left.hessian);
    const rightNode = addNode(right.gradient, right.hessian);
    Object.assign(nodes[leaf.node]!, { feature: split.feature, bin: split.bin, left: leftNode });
    const leftIsSmaller = middle - leaf.start <= leaf.end - middle;
    const [small, large] = leftIsSmaller ? [left, right] : [right, left];
    const smallSlot = leaves.length;
    const depth = leaf.depth + 1;
    if (leaves.length + 1 < limits.maxLeaves && depth < limits.maxDepth)
      askFor(small.start, small.end, smallSlot, leaf.slot, [
        small.gradient,
        small.hessian,
        large.gradient,
        large.hessian,
      ]);
    else memory.found.fill(0);
    const smallSplit = bestSplit(memory, limits.threads, 0);
    const largeSplit = bestSplit(memory, limits.threads, 1);
    const [smallNode, largeNode] = leftIsSmaller ? [leftNode, rightNode] : [rightNode, leftNode];
    leaves[chosen] = { ...large, node: largeNode, depth, slot: leaf.slot, split: largeSplit };
    leaves.push({ ...small, node: smallNode, depth, slot: smallSlot, split: smallSplit });
  }
  for (const { node, start, end } of leaves)
    for (let at = start; at < end; at++) scores[memory.order[at]!]! += nodes[node]!.value;
  return finishTree(nodes);
}

function gainOf(leaf: OpenLeaf, limits: BoostedTreeLimits): number {
  return leaf.depth < limits.maxDepth ? leaf.split.gain : 0;
}

function sumGradients({ gradients, order }: SplitMemory, rowCount: number): [number, number] {
  let gradient = 0;
  let hessian = 0;
  for (let at = 0; at < rowCount; at++) {
    gradient += gradients[order[at]! * 2]!;
    hessian += gradients[order[at]! * 2 + 1]!;
  }
  return [gradient, hessian];
}

/** Puts the leaf's rows that go left first, each side in its old order. @returns where the right side starts */
function partition(memory: SplitMemory, features: BinnedFeatures, leaf: OpenLeaf, split: Split): number {
  const { order } = memory;
  const bins = features.bins.subarray(split.feature * features.rows, (split.feature + 1) * features.rows);
  const right = new Uint32Array(leaf.end - leaf.start);
  let kept = leaf.start;
  let moved = 0;
  for (let at = leaf.start; at < leaf.end; at++) {
    const row = order[at]!;
    if (bins[row]! > split.bin) right[moved++] = row;
    else order[kept++] = row;
  }
  order.set(right.subarray(0, moved), kept);
  return kept;
}
