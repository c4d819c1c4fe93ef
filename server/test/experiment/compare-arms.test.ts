import { wilson } from "whowrote/statistics/interval";
import { expect, test } from "vitest";
import { compareArms, rateDifference } from "../../src/experiment/compare-arms.ts";
import type { VersionFigures } from "../../src/experiment.ts";

// Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10: 56 of 70 less 48 of 80 is .2000, from .0524 to .3339;
// 9 of 10 less 3 of 10 is .6000, from .1705 to .8090; 0 of 10 less 0 of 10 from -.2775 to .2775.
test.each([
  { second: [56, 70], first: [48, 80], value: 0.2, low: 0.0524, high: 0.3339 },
  { second: [9, 10], first: [3, 10], value: 0.6, low: 0.1705, high: 0.809 },
  { second: [0, 10], first: [0, 10], value: 0, low: -0.2775, high: 0.2775 },
] as const)("the interval of $second less $first is the published one", ({ second, first, value, low, high }) => {
  const found = rateDifference(wilson(first[0], first[1]), wilson(second[0], second[1]));
  expect(found.value).toBeCloseTo(value, 4);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

const arm = (version: string, requests: number, ai: number, mean: number, disputed = 0): VersionFigures => ({
  version,
  requests,
  callers: 1,
  verdicts: { human: wilson(requests - ai, requests), ai: wilson(ai, requests), uncertain: wilson(0, requests) },
  probability: { value: mean, low: 0, high: 1, n: requests, deviation: 0.3 },
  latency: null,
  disputed: wilson(disputed, requests),
  feedback: disputed,
});

test("an arm with too few requests is not compared", () => {
  const comparisons = compareArms([arm("a", 5000, 100, 0.3), arm("b", 99, 2, 0.3)]);
  expect(comparisons.map(({ difference }) => difference)).toEqual([null, null, null]);
  expect(comparisons[0]!.reading).toContain("Too few to compare: 99");
});

test("a difference whose interval holds 0 is said not to be shown yet", () => {
  const [verdicts, probability] = compareArms([arm("a", 400, 40, 0.3), arm("b", 400, 48, 0.32)]);
  expect(verdicts!.reading).toMatch(
    /^No difference can be shown yet: it may be anything from -\d\.\d to \d\.\d points\.$/,
  );
  expect(probability!.reading).toMatch(/^No difference/);
});

// By hand: .5 - .3 = .2 with 1.96 x sqrt(.09 / 900 + .09 / 900) = .0277.
test("a difference that is shown names the arm, the direction and the range", () => {
  const comparisons = compareArms([arm("a", 900, 90, 0.3, 10), arm("b", 900, 270, 0.5, 60)]);
  expect(comparisons.map(({ of }) => of)).toEqual(["verdict-ai", "probability", "disputed"]);
  expect(comparisons[0]!.reading).toMatch(/^b says ai more often than a, by 1\d\.\d to 2\d\.\d points\.$/);
  expect(comparisons[1]!.difference!.low).toBeCloseTo(0.2 - 0.0277, 4);
  expect(comparisons[1]!.reading).toBe("b gives higher probabilities of AI than a, by 17.2 to 22.8 points.");
  expect(comparisons[2]!.reading).toMatch(/^b is disputed more often than a/);
});

test("each further arm is compared with the first", () => {
  const comparisons = compareArms([arm("a", 200, 1, 0.1), arm("b", 200, 1, 0.1), arm("c", 200, 1, 0.1)]);
  expect(comparisons.map(({ first, second }) => `${first} ${second}`)).toEqual([
    ...["a b", "a b", "a b"],
    ...["a c", "a c", "a c"],
  ]);
});
