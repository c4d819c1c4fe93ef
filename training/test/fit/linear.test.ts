import { expect, test } from "vitest";
import { fitLinear, scoreLinear, type LinearTask } from "../../src/fit/linear.ts";
import type { SparseRows } from "../../src/measure/measured-rows.ts";

/** Rows of buckets that each stand once. */
function sparse(rows: readonly (readonly number[])[]): SparseRows {
  const offsets = Uint32Array.from([0, ...rows.map((_, at) => rows.slice(0, at + 1).flat().length)]);
  return { offsets, buckets: Uint32Array.from(rows.flat()), counts: new Uint16Array(rows.flat().length).fill(1) };
}

const rows = [
  [0, 1, 2],
  [0, 2, 5],
  [1, 3],
  [3, 4, 5],
  [2, 4],
  [4, 5],
  [0, 1],
  [3, 5],
];
const task: LinearTask = {
  data: sparse(rows),
  rows: Uint32Array.from(rows, (_, at) => at),
  labels: Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 1),
  weights: Float32Array.of(1, 1, 2, 1, 1, 1, 0.5, 1),
  groups: Uint32Array.from(rows, (_, at) => at),
};
const options = { bucketBits: 8, cost: 0.7, epochs: 2000, fewestGroups: 1, seed: 1 };

// python3, scikit-learn 1.9.1, X[i, b] = 1 / sqrt(words of row i) for the rows above:
// LinearSVC(C=0.7, loss="squared_hinge", dual=False, tol=1e-10, max_iter=100000).fit(X, y, sample_weight=w)
const reference = { weights: [0.13681, 0.32063, 0.38431, 0.54054, -1.26237, 0.10935], bias: 0.06519 };

test("weights and bias are those of scikit-learn's LinearSVC", () => {
  const { weights, bias } = fitLinear(task, options);
  for (const [bucket, weight] of reference.weights.entries()) expect(weights[bucket]).toBeCloseTo(weight, 3);
  expect(bias).toBeCloseTo(reference.bias, 3);
});

test("the same seed gives the same bytes", () => {
  const short = { ...options, epochs: 3 };
  expect(fitLinear(task, short)).toEqual(fitLinear(task, short));
  expect(fitLinear(task, { ...short, seed: 2 }).weights).not.toEqual(fitLinear(task, short).weights);
});

test("a bucket of too few groups gets no weight", () => {
  const { weights } = fitLinear({ ...task, groups: new Uint32Array(rows.length) }, { ...options, fewestGroups: 2 });
  expect(weights.every((weight) => weight === 0)).toBe(true);
  const twoGroups = { ...task, groups: Uint32Array.of(0, 0, 0, 1, 1, 1, 0, 0) };
  const kept = fitLinear(twoGroups, { ...options, fewestGroups: 2 }).weights;
  // Bucket 0 stands in group 0 only, bucket 5 in both.
  expect(kept[0]).toBe(0);
  expect(kept[5]).not.toBe(0);
});

test("scores separate the sides of a separable set, and a row without words scores the bias", () => {
  const separable: LinearTask = {
    data: sparse([[1, 2], [1, 3], [4, 2], [4, 3], []]),
    rows: Uint32Array.of(0, 1, 2, 3),
    labels: Uint8Array.of(1, 1, 0, 0, 0),
    weights: new Float32Array(5).fill(1),
    groups: Uint32Array.of(0, 1, 2, 3, 4),
  };
  const model = fitLinear(separable, options);
  const scores = scoreLinear(model, separable.data, Uint32Array.of(0, 1, 2, 3, 4));
  expect(Math.min(scores[0]!, scores[1]!)).toBeGreaterThan(Math.max(scores[2]!, scores[3]!));
  expect(scores[4]).toBe(model.bias);
});
