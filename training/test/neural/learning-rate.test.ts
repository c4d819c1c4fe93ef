import { rateShareAt } from "@whowrote/training/neural/run/learning-rate";
import { expect, test } from "vitest";

const shares = (schedule: Parameters<typeof rateShareAt>[0], ...steps: number[]): number[] =>
  steps.map((step) => rateShareAt(schedule, step));

test("the rate climbs in a line over the warm-up, given as a share or in steps", () => {
  for (const warmUp of [0.4, 4])
    expect(shares({ totalSteps: 10, warmUp, decay: "constant", coolDown: 0 }, 0, 1, 3, 4, 9)).toEqual([
      0.25, 0.5, 1, 1, 1,
    ]);
});

test("linear decay ends just above zero at the last step", () => {
  expect(shares({ totalSteps: 10, warmUp: 2, decay: "linear", coolDown: 0 }, 2, 6, 9, 10)).toEqual([1, 0.5, 0.125, 0]);
});

test("cosine decay is half way down in the middle", () => {
  const [first, middle, last] = shares({ totalSteps: 10, warmUp: 0, decay: "cosine", coolDown: 0 }, 0, 5, 10);
  expect(first).toBe(1);
  expect(middle).toBeCloseTo(0.5, 12);
  expect(last).toBeCloseTo(0, 12);
});

test("a constant rate falls to zero in its cool-down only", () => {
  expect(shares({ totalSteps: 100, warmUp: 0, decay: "constant", coolDown: 20 }, 0, 80, 90, 99)).toEqual([
    1, 1, 0.5, 0.05,
  ]);
});
