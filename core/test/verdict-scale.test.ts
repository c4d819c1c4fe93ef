import { expect, test } from "vitest";
import { calibrateProbability, falseAlarmRate, missRate, tailRates, type CalibrationCell } from "whowrote/calibration";
import { createVerdictScale } from "whowrote/verdict-scale";

// People's scores: a share r of them exceeds -log10(r); AI scores mirror that around 2.
const cell: CalibrationCell = {
  language: "python",
  bin: "30-99",
  humans: 1000,
  humanGroups: 100,
  ais: 500,
  slope: 2,
  intercept: -1,
  humanTail: tailRates.map((rate) => -Math.log10(rate)),
  aiTail: tailRates.map((rate) => 2 + Math.log10(rate)),
};

test("verdicts begin on the scale where the rates of wrong answers are accepted", () => {
  const { aiFrom, humanTo } = createVerdictScale(cell, 0.01, 0.05);
  for (let score = -1; score < 4; score += 0.0137) {
    const probability = calibrateProbability(cell, score);
    expect(probability >= aiFrom!).toBe(falseAlarmRate(cell, score) <= 0.01);
    expect(probability <= humanTo!).toBe(missRate(cell, score) <= 0.05);
  }
});

test("marks tell which shares of either side's samples reach a probability", () => {
  const { marks, ...counts } = createVerdictScale(cell, 0.01, 0.05);
  expect(counts).toMatchObject({ bin: "30-99", humans: 1000, humanGroups: 100, ais: 500 });
  expect(marks.map(({ humans }) => humans)).toEqual(tailRates);
  const mark = marks.find(({ humans }) => humans === 0.1)!;
  // Score 1: one in ten of people's is above, one in ten of AI's below.
  expect(mark.probability).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
  expect(mark.ais).toBeCloseTo(0.9, 12);
});

test("where both sides lie far apart, people's verdict ends where AI's begins", () => {
  const apart = { ...cell, aiTail: cell.aiTail.map((score) => score + 9) };
  const { aiFrom, humanTo } = createVerdictScale(apart, 0.01, 0.05);
  expect(humanTo).toBe(aiFrom);
});

test("with too few people's samples there is no verdict to begin anywhere", () => {
  expect(createVerdictScale({ ...cell, humans: 29 }, 0.01, 0.05)).toMatchObject({ aiFrom: null, humanTo: null });
});
