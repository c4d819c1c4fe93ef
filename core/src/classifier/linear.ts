import type { BucketCounts } from "../run-counts.ts";

/** A linear model over hashed runs. Weights are log-odds of "ai" per unit of feature value. */
export interface LinearClassifier {
  readonly bucketBits: number;
  readonly bias: number;
  /** 2^bucketBits, as stored: see {@link weightOf}. */
  readonly weights: Int8Array;
  readonly scale: number;
}

/** Feature value of a run that occurs `count` times, before scaling: sublinear term frequency (Manning et al. 2008, 6.4.1). */
export const termWeight = (count: number): number => smallCounts[count] ?? 1 + Math.log(count);

/** Most runs occur a few times. */
const smallCounts = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(count));

/** What one occurrence-counted row is divided by, so that long files do not weigh more: its Euclidean length. */
export function rowLength(runs: BucketCounts): number {
  let sum = 0;
  for (let at = 0; at < runs.counts.length; at++) sum += termWeight(runs.counts[at]!) ** 2;
  return sum > 0 ? Math.sqrt(sum) : 1;
}

/** Stored weights are square roots, so that the many small ones survive the rounding to 8 bits. */
export function weightOf({ weights, scale }: LinearClassifier, bucket: number): number {
  const root = weights[bucket]!;
  return root * Math.abs(root) * scale;
}

/** bias + the sum over buckets of weight x value. */
export function predictLinear(model: LinearClassifier, runs: BucketCounts): number {
  let sum = 0;
  for (let at = 0; at < runs.buckets.length; at++) {
    const bucket = runs.buckets[at]!;
    if (model.weights[bucket] !== 0) sum += weightOf(model, bucket) * termWeight(runs.counts[at]!);
  }
  return model.bias + sum / rowLength(runs);
}

/** Rounds the square roots of the weights to 8 bits over the largest. */
export function quantizeLinear(weights: Float32Array, bias: number, bucketBits: number): LinearClassifier {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest > 0 ? largest / 127 ** 2 : 1;
  const roots = Int8Array.from(
    weights,
    (weight) => Math.sign(weight) * Math.round(Math.sqrt(Math.abs(weight) / scale)),
  );
  return { bucketBits, bias, scale, weights: roots };
}
