import { expect, test } from "vitest";
import { wilson } from "../../src/statistics/interval.ts";

// scipy.stats.binomtest(k, n).proportion_ci(.95, 'wilson'), scipy 1.17.1
test.each([
  [0, 90, 0, 0.04093562556432678],
  [0, 381, 0, 0.009981925628454557],
  [1, 1000, 0.00017654637062607809, 0.0056425585979579355],
  [52, 114, 0.36763141552433765, 0.5475088067702976],
  [5, 5, 0.5655175352168251, 1],
])("the Wilson interval of %i of %i agrees with scipy", (count, n, low, high) => {
  const rate = wilson(count, n);
  expect(rate).toMatchObject({ count, n, value: count / n });
  expect(rate.low).toBeCloseTo(low, 12);
  expect(rate.high).toBeCloseTo(high, 12);
});

test("a rate of nothing can be anything", () => {
  expect(wilson(0, 0)).toEqual({ count: 0, n: 0, value: Number.NaN, low: 0, high: 1 });
});

test("more successes than trials are refused", () => {
  expect(() => wilson(3, 2)).toThrow(/3 of 2 is no rate/);
});
