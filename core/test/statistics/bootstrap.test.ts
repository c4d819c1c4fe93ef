import { expect, test } from "vitest";
import { bootstrapGroups, quantile } from "../../src/statistics/bootstrap.ts";

const meanOf =
  (values: readonly number[]) =>
  (weights: Uint32Array | undefined): number => {
    let sum = 0;
    let total = 0;
    for (const [row, value] of values.entries()) {
      const weight = weights ? weights[row]! : 1;
      sum += weight * value;
      total += weight;
    }
    return sum / total;
  };

// Rows 0,1,0,1,…: the mean of n independent ones has standard error 0.5 / sqrt(n).
const alternating = Array.from({ length: 400 }, (_, i) => i % 2);

test("with one row a group the interval of a mean is that of the normal approximation", () => {
  const groups = alternating.map((_, i) => `${i}`);
  const { mean } = bootstrapGroups(groups, { mean: meanOf(alternating) }, { seed: 1, replicates: 4000 });
  expect(mean.value).toBe(0.5);
  expect(mean.low).toBeCloseTo(0.5 - (1.96 * 0.5) / 20, 2);
  expect(mean.high).toBeCloseTo(0.5 + (1.96 * 0.5) / 20, 2);
});

test("equal rows in groups of ten widen the interval by the square root of ten", () => {
  const values = Array.from({ length: 400 }, (_, i) => Math.floor(i / 10) % 2);
  const groups = values.map((_, i) => `${Math.floor(i / 10)}`);
  const { mean } = bootstrapGroups(groups, { mean: meanOf(values) }, { seed: 1, replicates: 4000 });
  expect(mean.high - mean.low).toBeCloseTo((2 * 1.96 * 0.5) / Math.sqrt(40), 1.5);
});

test("the same seed gives the same interval and another seed another one", () => {
  const groups = alternating.map((_, i) => `${i % 37}`);
  const values = alternating.map((value, i) => value + i / 1000);
  const run = (seed: number) => bootstrapGroups(groups, { mean: meanOf(values) }, { seed, replicates: 200 }).mean;
  expect(run(5)).toEqual(run(5));
  expect(run(5)).not.toEqual(run(6));
});

test("replicates in which a statistic is undefined do not spoil its interval", () => {
  const onlyWithFirst = (weights: Uint32Array | undefined): number => (weights?.[0] === 0 ? Number.NaN : 7);
  const { seven } = bootstrapGroups(["a", "b"], { seven: onlyWithFirst }, { seed: 1, replicates: 100 });
  expect(seven).toEqual({ value: 7, low: 7, high: 7 });
});

test("rows of one group are never torn apart", () => {
  const seen = new Set<string>();
  const record = (weights: Uint32Array | undefined): number => {
    if (weights) seen.add(`${weights[0] === weights[1]}`);
    return 0;
  };
  bootstrapGroups(["a", "a", "b"], { record }, { seed: 3, replicates: 50 });
  expect([...seen]).toEqual(["true"]);
});

// np.quantile([1, 2, 4, 8], [0, .25, .5, .9]), numpy 2
test("quantiles interpolate as numpy does", () => {
  expect([0, 0.25, 0.5, 0.9].map((share) => quantile([1, 2, 4, 8], share))).toEqual([1, 1.75, 3, 6.800000000000001]);
  expect(quantile([], 0.5)).toBeNaN();
});
