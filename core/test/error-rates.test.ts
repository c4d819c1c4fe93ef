import { expect, test } from "vitest";
import { tailRates, type CalibrationCell } from "../src/calibration.ts";
import { errorRates } from "../src/error-rates.ts";

// At a rate of 0.01 the threshold is 2, under which a share of 0.1 of the AI scores stays.
const cell: CalibrationCell = {
  language: "python",
  bin: "30-99",
  humans: 300,
  humanGroups: 100,
  ais: 100,
  slope: 1,
  intercept: 0,
  humanTail: tailRates.map((rate) => -Math.log10(rate)),
  aiTail: tailRates.map((rate) => 3 + Math.log10(rate)),
};

test("the sensitivity of a language is the mean over its AI samples, the false-positive rate the one asked for", () => {
  const rates = errorRates([cell, { ...cell, bin: "100+" }, { ...cell, language: "go" }], "python", 0.01);
  expect(rates.sensitivity).toEqual({ rate: expect.closeTo(0.9, 9) as number, n: 200 });
  expect(rates.falsePositive).toEqual({ rate: expect.closeTo(0.01, 9) as number, n: 600 });
});

test("where too few people's samples support a verdict, nothing is caught and nobody accused", () => {
  const rates = errorRates([cell, { ...cell, bin: "100+", humans: 20 }], "python", 0.01);
  expect(rates.sensitivity).toEqual({ rate: expect.closeTo(0.45, 9) as number, n: 200 });
  expect(rates.falsePositive).toEqual({ rate: expect.closeTo((300 * 0.01) / 320, 9) as number, n: 320 });
});

test("a language that was not measured has rates of nothing", () => {
  const rates = errorRates([cell], "ruby", 0.01);
  expect([rates.sensitivity.n, rates.falsePositive.n]).toEqual([0, 0]);
});
