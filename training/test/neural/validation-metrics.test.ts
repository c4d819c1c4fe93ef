import { validationMetrics } from "@whowrote/training/neural/metrics/validation-metrics";
import { expect, test } from "vitest";

test("a file's score is the mean of its windows' scores", () => {
  // By windows 3 of 4 pairs are in order; the files' means, 0 and 1, are.
  const files = [7, 7, 9, 9];
  const scored = { scores: [-1, 1, 0.5, 1.5], labels: [0, 0, 1, 1] };
  expect(validationMetrics(scored)["auroc"]).toBe(0.75);
  expect(validationMetrics({ ...scored, files })["auroc"]).toBe(1);
});

test("the loss is the mean binary cross-entropy of the log-odds", () => {
  expect(validationMetrics({ scores: [0, 0], labels: [0, 1] })["loss"]).toBeCloseTo(Math.log(2), 12);
  const expected = (Math.log1p(Math.exp(2)) + Math.log1p(Math.exp(-3))) / 2;
  expect(validationMetrics({ scores: [2, 3], labels: [0, 1] })["loss"]).toBeCloseTo(expected, 12);
});
