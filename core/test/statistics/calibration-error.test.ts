import { expect, test } from "vitest";
import { brierScore, evenOdds, expectedCalibrationError } from "../../src/statistics/calibration-error.ts";

const probabilities = [0.05, 0.3, 0.45, 0.7, 0.8, 0.95, 0.6, 0.2];
const truth = [0, 0, 1, 0, 1, 1, 1, 0];

// numpy: o = argsort(p); bin = floor((arange(n) + .5) / n * bins); sum over bins of abs(sum(p[o] - y[o])) / n
test.each([
  [4, 0.13124999999999998],
  [15, 0.30625],
])("the calibration error in %i bins of equal mass agrees with numpy", (bins, expected) => {
  expect(expectedCalibrationError(probabilities, truth, undefined, bins)).toBeCloseTo(expected, 12);
});

// i = arange(1000); p = (i*7919 % 1000 + .5)/1000; y = (i*104729 % 997)/997 < p**2; the same formula with 15 bins
test("the calibration error of 1,000 overconfident rows agrees with numpy", () => {
  const p = Array.from({ length: 1000 }, (_, i) => (((i * 7919) % 1000) + 0.5) / 1000);
  const y = p.map((value, i) => ((i * 104729) % 997) / 997 < value ** 2);
  expect(expectedCalibrationError(p, y)).toBeCloseTo(0.168489, 6);
});

// brier_score_loss(truth, probabilities), and with sample_weight=[1,2,3,4,1,2,3,4]; scikit-learn 1.9.1
test("the Brier score agrees with scikit-learn", () => {
  expect(brierScore(probabilities, truth)).toBeCloseTo(0.1409375, 12);
  expect(brierScore(probabilities, truth, [1, 2, 3, 4, 1, 2, 3, 4])).toBeCloseTo(0.18675, 12);
});

test("at even odds one AI row weighs as much as three people's rows", () => {
  expect([...evenOdds([1, 0, 0, 0])]).toEqual([2, 2 / 3, 2 / 3, 2 / 3]);
  expect([...evenOdds([0, 0])]).toEqual([1, 1]);
});

test("even odds give the error that repeated rows give", () => {
  const p = [0.9, 0.4, 0.1, 0.2];
  const y = [1, 0, 0, 0];
  const repeated = brierScore([0.9, 0.9, 0.9, 0.4, 0.1, 0.2], [1, 1, 1, 0, 0, 0]);
  expect(brierScore(p, y, evenOdds(y))).toBeCloseTo(repeated, 12);
});
