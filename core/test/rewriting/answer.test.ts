import { expect, test } from "vitest";
import { answerFrom } from "../../src/rewriting/answer.ts";
import type { RewritingCalibration } from "../../src/rewriting/calibration.ts";

const calibration: RewritingCalibration = {
  ...{
    format: 1,
    kind: "rewriting",
    promptVersion: 1,
    encoder: "0".repeat(64),
    pooling: "mean",
    rewriters: ["m"],
    rewrites: 4,
  },
  ...{ humans: 99, ais: 99, groups: 99, slope: 10, intercept: -8 },
  humanSimilarities: Array.from({ length: 99 }, (_, at) => at / 200),
  metrics: { auroc: { value: 0.8, low: 0.7, high: 0.9 }, brier: 0.2 },
};
const likeness = { meanSimilarity: 0.9, byModel: [{ model: "m", rewrites: 4, meanSimilarity: 0.9 }] };
const measured = { asked: 4, rewrites: 4, dropped: [], likeness };

test("the rate counts people's texts that came as near, and the smallest one is told", () => {
  expect(answerFrom(measured, calibration)).toMatchObject({ falseAlarmRate: 0.01, smallestRate: 0.01 });
  const farther = { ...likeness, meanSimilarity: 0.4 };
  // 80 to 98 of the 99 came at least as near: 19 and one more, of 100.
  expect(answerFrom({ ...measured, likeness: farther }, calibration).falseAlarmRate).toBe(0.2);
});

test("with fewer rewrites asked for than were recorded it abstains: their mean scatters more", () => {
  expect(answerFrom({ ...measured, asked: 3, rewrites: 3 }, calibration)).toMatchObject({
    falseAlarmRate: null,
    abstains: expect.stringContaining("fitted on 4 rewrites of each text, and 3 were asked for") as string,
  });
  expect(answerFrom({ ...measured, rewrites: 3 }, calibration).abstains).toBeUndefined();
});

test("a calibration on a record that told nothing apart gives no vote", () => {
  const auroc = { value: 0.55, low: 0.48, high: 0.62 };
  for (const useless of [
    { ...calibration, metrics: { ...calibration.metrics, auroc } },
    { ...calibration, slope: -3 },
  ])
    expect(answerFrom(measured, useless)).toMatchObject({
      score: null,
      abstains: expect.stringContaining("did not tell AI from people in the record: AUROC 0.") as string,
    });
});
