import type { BinnedFeatures } from "./binned-features.ts";
import { finishTree, roundToHalf, type GrowingNode, type GrownTree } from "./grown-tree.ts";

export interface ForestTreeLimits {
  readonly maxDepth: number;
  readonly minLeafRows: number;
  readonly featuresPerSplit: number;
}

/** The rows that one tree sees, each once. */
export interface TreeRows {
  readonly rows: Uint32Array;
  /** One per row of the features: how much it counts in this tree. */
  readonly weights: Float32Array;
}

interface ForestSplit {
  readonly feature: number;
  readonly bin: number;
}

/** Weight of label 0, weight of label 1 and number of rows, bin after bin. */
const binFields = 3;
const binCount = 256;

/**
 * Grows one tree of a random forest (Breiman 2001) by the Gini impurity over binned features. Each node draws features until
 * `featuresPerSplit` were looked at and one of them varies, as scikit-learn does.
 */
export function growForestTree(
  features: BinnedFeatures,
  labels: Uint8Array,
  { rows, weights }: TreeRows,
  limits: ForestTreeLimits,
  random: () => number,
): GrownTree {
  const order = Uint32Array.from(rows);
  const spare = new Uint32Array(order.length);
  const histogram = new Float64Array(binCount * binFields);
  const columns = Uint32Array.from({ length: features.columns }, (_, column) => column);
  const columnBins = Array.from(columns, (column) =>
    features.bins.subarray(column * features.rows, (column + 1) * features.rows),
  );
  const nodes: GrowingNode[] = [{ feature: -1, bin: 0, left: 0, value: 0, cover: 0 }];
  const waiting = [{ node: 0, depth: 0, start: 0, end: order.length }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { depth, start, end } = next;
    const node = nodes[next.node]!;
    const nodeRows = order.subarray(start, end);
    const totals = sumLabels(nodeRows, labels, weights);
    const isOpen =
      depth < limits.maxDepth && nodeRows.length >= 2 * limits.minLeafRows && totals[0] > 0 && totals[1] > 0;
    const split = isOpen ? findSplit(nodeRows, totals) : undefined;
    if (!split) {
      node.value = roundToHalf(totals[1] / (totals[0] + totals[1]));
      node.cover = roundToHalf(totals[0] + totals[1]);
      continue;
    }
    const middle = start + partition(nodeRows, columnBins[split.feature]!, split.bin, spare);
    Object.assign(node, { ...split, left: nodes.length });
    for (const side of ["left", "right"] as const) {
      const child = nodes.push({ feature: -1, bin: 0, left: 0, value: 0, cover: 0 }) - 1;
      waiting.push({
        node: child,
        depth: depth + 1,
        ...(side === "left" ? { start, end: middle } : { start: middle, end }),
      });
    }
  }
  return finishTree(nodes);

  function findSplit(nodeRows: Uint32Array, totals: readonly [number, number]): ForestSplit | undefined {
    let best: ForestSplit | undefined;
    let bestPurity = purity(totals[0], totals[1]) * (1 + 1e-12);
    let varying = 0;
    for (let seen = 0; seen < columns.length && (seen < limits.featuresPerSplit || varying === 0); seen++) {
      const drawn = seen + Math.floor(random() * (columns.length - seen));
      const feature = columns[drawn]!;
      columns[drawn] = columns[seen]!;
      columns[seen] = feature;
      const used = features.edges[feature]!.length + 2;
      sumBins(nodeRows, columnBins[feature]!, labels, weights, histogram.fill(0, 0, used * binFields));
      let zeros = 0;
      let ones = 0;
      let count = 0;
      let last = 0;
      for (let bin = 0; count < nodeRows.length; bin++) {
        const binRows = histogram[bin * binFields + 2]!;
        if (binRows === 0) continue;
        if (count >= limits.minLeafRows && nodeRows.length - count >= limits.minLeafRows) {
          const value = purity(zeros, ones) + purity(totals[0] - zeros, totals[1] - ones);
          if (value > bestPurity) {
            bestPurity = value;
            // In the middle of the gap, so that neither side claims what the node has not seen; NaN parts from all values.
            best = { feature, bin: last === 0 ? 0 : (last + bin - 1) >> 1 };
          }
        }
        zeros += histogram[bin * binFields]!;
        ones += histogram[bin * binFields + 1]!;
        if (count > 0 && count + binRows === nodeRows.length) varying++;
        count += binRows;
        last = bin;
      }
    }
    return best;
  }
}

/** A node's weight less its weighted Gini impurity: the more, the purer. */
function purity(zeros: number, ones: number): number {
  const weight = zeros + ones;
  return weight > 0 ? (zeros * zeros + ones * ones) / weight : 0;
}

function sumLabels(rows: Uint32Array, labels: Uint8Array, weights: Float32Array): [number, number] {
  let zeros = 0;
  let ones = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (labels[row] === 1) ones += weights[row]!;
    else zeros += weights[row]!;
  }
  return [zeros, ones];
}

function sumBins(
  rows: Uint32Array,
  bins: Uint8Array,
  labels: Uint8Array,
  weights: Float32Array,
  histogram: Float64Array,
): void {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const to = bins[row]! * binFields;
    histogram[to + labels[row]!]! += weights[row]!;
    histogram[to + 2]!++;
  }
}

/** Puts the rows that go left first, each side in its old order. @returns how many go left */
function partition(rows: Uint32Array, bins: Uint8Array, bin: number, spare: Uint32Array): number {
  let kept = 0;
  let moved = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (bins[row]! > bin) spare[moved++] = row;
    else rows[kept++] = row;
  }
  rows.set(spare.subarray(0, moved), kept);
  return kept;
}
