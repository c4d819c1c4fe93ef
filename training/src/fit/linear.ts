import { termWeight } from "whowrote/classifier/linear";
import type { SparseRows } from "../measure/measured-rows.ts";
import { createRandom } from "whowrote/random";

/** Part of the keys of cached fits: raised whenever {@link fitLinear} gives other numbers for the same task. */
export const linearVersion = "linear 1";

export interface LinearOptions {
  /** Weights are kept for buckets below 2^bucketBits. */
  readonly bucketBits: number;
  /** Inverse strength of the L2 penalty. */
  readonly cost: number;
  /** Passes over the rows. */
  readonly epochs: number;
  /** A bucket counts only when this many groups have it: what one repository says is its topic, not its author. */
  readonly fewestGroups: number;
  readonly seed: number;
}

export interface LinearTask {
  readonly data: SparseRows;
  /** Of `data`, which rows to fit on. */
  readonly rows: Uint32Array;
  /** One per row of `data`; 1 is "ai". */
  readonly labels: Uint8Array;
  /** One per row of `data`; multiplies the cost of its error. */
  readonly weights: Float32Array;
  /** One per row of `data`; equal numbers belong together. */
  readonly groups: Uint32Array;
}

/** Weights and bias in single precision. */
export interface FittedLinear {
  readonly weights: Float32Array;
  readonly bias: number;
}

/**
 * L2-regularised squared-hinge classifier by dual coordinate descent (Hsieh et al. 2008, algorithm 1, L2-SVM), the
 * bias learned as one more feature of value 1. Rows are scaled to length 1. The same seed gives the same bytes.
 */
export function fitLinear(task: LinearTask, options: LinearOptions): FittedLinear {
  const { offsets, buckets, values, squares, rows } = keptRows(task, options);
  const weights = new Float64Array(2 ** options.bucketBits);
  let bias = 0;
  const dual = new Float64Array(rows.length);
  const order = Uint32Array.from(rows, (_, position) => position);
  const random = createRandom(options.seed);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const position of order) {
      const row = rows[position]!;
      const diagonal = 1 / (2 * options.cost * task.weights[row]!);
      const sign = task.labels[row] === 1 ? 1 : -1;
      const from = offsets[position]!;
      const to = offsets[position + 1]!;
      let score = bias;
      for (let at = from; at < to; at++) score += weights[buckets[at]!]! * values[at]!;
      const gradient = sign * score - 1 + diagonal * dual[position]!;
      const next = Math.max(dual[position]! - gradient / (squares[position]! + diagonal), 0);
      const step = (next - dual[position]!) * sign;
      if (step === 0) continue;
      dual[position] = next;
      bias += step;
      for (let at = from; at < to; at++) weights[buckets[at]!]! += step * values[at]!;
    }
  }
  return { weights: Float32Array.from(weights), bias: Math.fround(bias) };
}

/** Rows with at least one run, their kept buckets only. Values are scaled by the length of the whole row. */
function keptRows(task: LinearTask, options: LinearOptions) {
  const { data } = task;
  const rows = task.rows.filter((row) => data.offsets[row + 1]! > data.offsets[row]!);
  const keep = bucketsOfManyGroups(task, rows, options);
  const scales = rowScales(data);
  const offsets = new Uint32Array(rows.length + 1);
  for (const [position, row] of rows.entries()) {
    let kept = 0;
    for (let at = data.offsets[row]!; at < data.offsets[row + 1]!; at++) kept += keep[data.buckets[at]!]!;
    offsets[position + 1] = offsets[position]! + kept;
  }
  const buckets = new Uint32Array(offsets.at(-1)!);
  const values = new Float32Array(buckets.length);
  // The bias is a feature of value 1.
  const squares = new Float64Array(rows.length).fill(1);
  let end = 0;
  for (const [position, row] of rows.entries())
    for (let at = data.offsets[row]!; at < data.offsets[row + 1]!; at++) {
      const bucket = data.buckets[at]!;
      if (keep[bucket] === 0) continue;
      buckets[end] = bucket;
      values[end] = termWeights[data.counts[at]!]! * scales[row]!;
      squares[position]! += values[end]! ** 2;
      end++;
    }
  return { offsets, buckets, values, squares, rows };
}

/** Scores of rows, as `predictLinear` of core gives them for unrounded weights. */
export function scoreLinear(model: FittedLinear, data: SparseRows, rows: Uint32Array): Float32Array {
  const scales = rowScales(data);
  return Float32Array.from(rows, (row) => {
    let sum = 0;
    for (let at = data.offsets[row]!; at < data.offsets[row + 1]!; at++)
      sum += model.weights[data.buckets[at]!]! * termWeights[data.counts[at]!]!;
    return model.bias + sum * scales[row]!;
  });
}

/** Counts are 16 bits wide, so every term weight fits a table. */
const termWeights = Float64Array.from({ length: 65536 }, (_, count) => (count === 0 ? 0 : termWeight(count)));

function rowScales({ offsets, counts }: SparseRows): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, row) => {
    let sum = 0;
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) sum += termWeights[counts[at]!]! ** 2;
    return sum > 0 ? 1 / Math.sqrt(sum) : 1;
  });
}

/** 1 for buckets that at least `fewestGroups` groups have. */
function bucketsOfManyGroups({ data, groups }: LinearTask, rows: Uint32Array, options: LinearOptions): Uint8Array {
  const seen = new Uint8Array(2 ** options.bucketBits);
  const lastGroup = new Uint32Array(seen.length).fill(0xffffffff);
  for (const row of rows.toSorted((a, b) => groups[a]! - groups[b]!))
    for (let at = data.offsets[row]!; at < data.offsets[row + 1]!; at++) {
      const bucket = data.buckets[at]!;
      if (lastGroup[bucket] === groups[row]!) continue;
      lastGroup[bucket] = groups[row]!;
      if (seen[bucket]! < 255) seen[bucket]!++;
    }
  return seen.map((count) => (count >= options.fewestGroups ? 1 : 0));
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}
