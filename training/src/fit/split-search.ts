import type { BinnedFeatures } from "./binned-features.ts";

/** What the threads that look for splits share. */
export interface SplitMemory {
  /** Gradient and hessian of each row of the features, side by side. */
  readonly gradients: Float32Array;
  /** The rows of the tree; those of a node stand together. */
  readonly order: Uint32Array;
  /** The features that the tree may ask for; the first `task[taskField.columns]` count. */
  readonly columns: Uint32Array;
  /** The task at hand, see {@link taskField}. */
  readonly task: Int32Array;
  /** Gradient and hessian sums of the two nodes of the task. */
  readonly sums: Float64Array;
  /** Per thread and node of the task: the fields of {@link Split}. */
  readonly found: Float64Array;
}

/** Where each number of a task stands. A node's histogram lives in a slot. */
export const taskField = {
  /** How many features the tree may ask for. */
  columns: 0,
  /** Whose rows are summed into a histogram. */
  start: 1,
  end: 2,
  summedSlot: 3,
  /** The sibling's slot, which holds the parent's histogram and loses the summed one; -1 at the root. */
  siblingSlot: 4,
} as const;

export interface SplitLimits {
  readonly lambda: number;
  readonly minChildWeight: number;
  readonly minGain: number;
  /** Number of histogram slots. */
  readonly slots: number;
  readonly threads: number;
}

export interface Split {
  /** Twice the drop of the loss; 0 when there is no split. */
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly leftGradient: number;
  readonly leftHessian: number;
}

const splitFields = 5;
const binCount = 256;

export function createSplitMemory(features: BinnedFeatures, threads: number): SplitMemory {
  const shared = (bytes: number) => new SharedArrayBuffer(bytes);
  return {
    gradients: new Float32Array(shared(features.rows * 8)),
    order: new Uint32Array(shared(features.rows * 4)),
    columns: new Uint32Array(shared(features.columns * 4)),
    task: new Int32Array(shared(Object.keys(taskField).length * 4)),
    sums: new Float64Array(shared(4 * 8)),
    found: new Float64Array(shared(threads * 2 * splitFields * 8)),
  };
}

/** The best of what the threads found for one node of the task; ties go to the lower feature. */
export function bestSplit(memory: SplitMemory, threads: number, node: 0 | 1): Split {
  let best: Split = { gain: 0, feature: -1, bin: 0, leftGradient: 0, leftHessian: 0 };
  for (let thread = 0; thread < threads; thread++) {
    const at = (thread * 2 + node) * splitFields;
    const [gain, feature, bin, leftGradient, leftHessian] = memory.found.subarray(at, at + splitFields);
    if (gain! > best.gain || (gain === best.gain && gain > 0 && feature! < best.feature))
      best = { gain: gain!, feature: feature!, bin: bin!, leftGradient: leftGradient!, leftHessian: leftHessian! };
  }
  return best;
}

/**
 * One thread's share of the search for splits: it sums the gradients of its features' bins and keeps those histograms
 * itself. The larger child's histogram is the parent's less the smaller child's (Ke et al. 2017, LightGBM; the gain is
 * equation 7 of Chen & Guestrin 2016, XGBoost). The result does not depend on how features are shared out.
 * @returns a function that works through the task in `memory`
 */
export function createSplitSearch(
  features: BinnedFeatures,
  memory: SplitMemory,
  limits: SplitLimits,
  thread: number,
): () => void {
  const { rows } = features;
  const { gradients, order, columns, task, sums, found } = memory;
  const slotSize = Math.ceil(features.columns / limits.threads) * binCount * 2;
  const histograms: Float64Array[] = Array.from({ length: limits.slots }, () => new Float64Array(0));
  const columnBins = Array.from({ length: features.columns }, (_, at) =>
    features.bins.subarray(at * rows, (at + 1) * rows),
  );
  let nodeGradients = new Float32Array(0);

  const ownColumns = (): Uint32Array =>
    columns.subarray(0, task[taskField.columns]).filter((_, at) => at % limits.threads === thread);

  const histogramOf = (slot: number): Float64Array => {
    if (histograms[slot]!.length === 0) histograms[slot] = new Float64Array(slotSize);
    return histograms[slot]!;
  };

  const sumRows = (own: Uint32Array, histogram: Float64Array): void => {
    const nodeRows = order.subarray(task[taskField.start], task[taskField.end]);
    if (nodeGradients.length < nodeRows.length * 2) nodeGradients = new Float32Array(nodeRows.length * 2);
    for (let at = 0; at < nodeRows.length; at++) {
      nodeGradients[at * 2] = gradients[nodeRows[at]! * 2]!;
      nodeGradients[at * 2 + 1] = gradients[nodeRows[at]! * 2 + 1]!;
    }
    histogram.fill(0, 0, own.length * binCount * 2);
    let at = 0;
    for (; at + 1 < own.length; at += 2)
      sumTwoColumns(columnBins[own[at]!]!, columnBins[own[at + 1]!]!, nodeRows, nodeGradients, histogram, at);
    if (at < own.length) sumOneColumn(columnBins[own[at]!]!, nodeRows, nodeGradients, histogram, at);
  };

  const search = (own: Uint32Array, slot: number, node: 0 | 1): void => {
    const histogram = histogramOf(slot);
    const gradient = sums[node * 2]!;
    const hessian = sums[node * 2 + 1]!;
    const { lambda, minChildWeight, minGain } = limits;
    const whole = (gradient * gradient) / (hessian + lambda);
    const out = found.subarray((thread * 2 + node) * splitFields, (thread * 2 + node + 1) * splitFields);
    out.fill(0);
    if (hessian < 2 * minChildWeight) return;
    for (let position = 0; position < own.length; position++) {
      const feature = own[position]!;
      // The last bin is never a split: nothing would go right.
      const splits = features.edges[feature]!.length + 1;
      let left = 0;
      let leftHessian = 0;
      let from = position * binCount * 2;
      for (let bin = 0; bin < splits; bin++, from += 2) {
        const binHessian = histogram[from + 1]!;
        if (binHessian === 0) continue;
        left += histogram[from]!;
        leftHessian += binHessian;
        if (leftHessian < minChildWeight) continue;
        const rightHessian = hessian - leftHessian;
        if (rightHessian < minChildWeight) break;
        const right = gradient - left;
        const gain = (left * left) / (leftHessian + lambda) + (right * right) / (rightHessian + lambda) - whole;
        if (gain > minGain && gain > out[0]!) {
          out[0] = gain;
          out[1] = feature;
          out[2] = bin;
          out[3] = left;
          out[4] = leftHessian;
        }
      }
    }
  };

  return () => {
    const own = ownColumns();
    const summedSlot = task[taskField.summedSlot]!;
    const siblingSlot = task[taskField.siblingSlot]!;
    const summed = histogramOf(summedSlot);
    sumRows(own, summed);
    search(own, summedSlot, 0);
    if (siblingSlot < 0) return;
    const sibling = histogramOf(siblingSlot);
    const size = own.length * binCount * 2;
    for (let at = 0; at < size; at++) sibling[at]! -= summed[at]!;
    search(own, siblingSlot, 1);
  };
}

/** Two columns in one pass: the loads of rows and gradients are shared, and the additions do not wait for each other. */
function sumTwoColumns(
  first: Uint8Array,
  second: Uint8Array,
  rows: Uint32Array,
  gradients: Float32Array,
  histogram: Float64Array,
  position: number,
): void {
  const start = position * binCount * 2;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const gradient = gradients[at * 2]!;
    const hessian = gradients[at * 2 + 1]!;
    const a = start + first[row]! * 2;
    histogram[a]! += gradient;
    histogram[a + 1]! += hessian;
    const b = start + binCount * 2 + second[row]! * 2;
    histogram[b]! += gradient;
    histogram[b + 1]! += hessian;
  }
}

function sumOneColumn(
  bins: Uint8Array,
  rows: Uint32Array,
  gradients: Float32Array,
  histogram: Float64Array,
  position: number,
): void {
  const start = position * binCount * 2;
  for (let at = 0; at < rows.length; at++) {
    const to = start + bins[rows[at]!]! * 2;
    histogram[to]! += gradients[at * 2]!;
    histogram[to + 1]! += gradients[at * 2 + 1]!;
  }
}
