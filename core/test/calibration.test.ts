import { expect, test } from "vitest";
import {
  calibrateProbability,
  falseAlarmRate,
  missRate,
  sensitivity,
  tailRates,
  type CalibrationCell,
} from "../src/calibration.ts";

// People's scores: a share r of them exceeds -log10(r); AI scores mirror that around 2.
const cell: CalibrationCell = {
  language: "python",
  bin: "30-99",
  humans: 1000,
  humanGroups: 100,
  ais: 1000,
  slope: 2,
  intercept: -1,
  humanTail: tailRates.map((rate) => -Math.log10(rate)),
  aiTail: tailRates.map((rate) => 2 + Math.log10(rate)),
};

test("probability is the logistic function of the scaled score", () => {
  expect(calibrateProbability(cell, 0.5)).toBe(0.5);
  expect(calibrateProbability(cell, 1)).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
});

test("the false-alarm rate at a kept threshold is its rate, and between two it lies between them on a log scale", () => {
  expect(falseAlarmRate(cell, 2)).toBeCloseTo(0.01, 9);
  expect(falseAlarmRate(cell, 1.5)).toBeCloseTo(10 ** -1.5, 6);
});

test("beyond the last threshold the rate is the smallest kept one, below the first it is 1", () => {
  expect(falseAlarmRate(cell, 9)).toBe(0.001);
  expect(falseAlarmRate(cell, 0.1)).toBe(1);
});

test("the miss rate mirrors the false-alarm rate", () => {
  expect(missRate(cell, 0)).toBeCloseTo(0.01, 9);
  expect(missRate(cell, 2)).toBe(1);
});

test("the rate never rises with the score", () => {
  let last = 1;
  for (let score = -1; score < 4; score += 0.01) {
    const rate = falseAlarmRate(cell, score);
    expect(rate).toBeLessThanOrEqual(last + 1e-12);
    last = rate;
  }
});

test("sensitivity is the share of AI code beyond the threshold of a rate", () => {
  // The threshold of 10 % is at score 1; there 10 % of the AI code is below.
  expect(sensitivity(cell, 0.1)).toBeCloseTo(0.9, 9);
});
