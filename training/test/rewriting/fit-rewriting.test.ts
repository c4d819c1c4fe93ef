import { expect, test } from "vitest";
import { rewritingCalibrationSchema } from "whowrote/rewriting/calibration";
import { createRandom } from "whowrote/random";
import { fitRewriting, type MeasuredRewriting } from "../../src/rewriting/fit-rewriting.ts";

/** Similarities of people's code around `human`, of AI's around `ai`, in 20 groups of both. */
function measured(count: number, human: number, ai: number): MeasuredRewriting[] {
  const random = createRandom(7);
  const noise = (): number => (random() + random() + random() - 1.5) * 0.1;
  return Array.from({ length: count }, (_, at) => ({
    language: "python",
    label: at % 2 === 0 ? "human" : "ai",
    group: `group ${(at % 40) >> 1}`,
    meanSimilarity: (at % 2 === 0 ? human : ai) + noise(),
  }));
}

test("the line rises where AI's code is rewritten nearer, and halves the odds between the two", () => {
  const fitted = fitRewriting(measured(400, 0.7, 0.8), 1);
  expect(fitted).toMatchObject({ humans: 200, ais: 200, groups: 20 });
  expect(fitted.slope).toBeGreaterThan(10);
  expect(-fitted.intercept / fitted.slope).toBeCloseTo(0.75, 1);
  expect(fitted.humanSimilarities).toHaveLength(200);
  expect(fitted.humanSimilarities).toEqual(fitted.humanSimilarities.toSorted((a, b) => a - b));
  expect(fitted.metrics.auroc.value).toBeGreaterThan(0.9);
  expect(fitted.metrics.auroc.low).toBeLessThan(fitted.metrics.auroc.value);
  const whole = {
    format: 1,
    kind: "rewriting",
    promptVersion: 1,
    encoder: "0".repeat(64),
    pooling: "mean",
    rewriters: ["m"],
    rewrites: 4,
  };
  expect(rewritingCalibrationSchema.parse(JSON.parse(JSON.stringify({ ...whole, ...fitted })))).toMatchObject(whole);
});

test("where both are rewritten alike, held-out groups show it", () => {
  const { metrics } = fitRewriting(measured(400, 0.75, 0.75), 1);
  expect(metrics.auroc.low).toBeLessThan(0.5);
  expect(metrics.auroc.high).toBeLessThan(0.65);
  expect(metrics.brier).toBeGreaterThan(0.23);
});

test("a rate of 1 % is not told of fewer than 100 people's texts, and too few texts are refused", () => {
  expect(fitRewriting(measured(120, 0.7, 0.8), 1).metrics.tprAt1PercentFpr).toBeUndefined();
  expect(() => fitRewriting(measured(50, 0.7, 0.8), 1)).toThrow(
    "25 people's texts and 25 of AI in 20 groups are too few",
  );
});
