import { calibrateProbability, falseAlarmRate, missRate } from "whowrote/calibration";
import { languageIds } from "whowrote/language";
import { expect, test } from "vitest";
import { fitCalibration, type HeldOutScore } from "../../src/fit/calibration.ts";
import { createRandom } from "whowrote/random";

const random = createRandom(7);
/** Sum of uniforms: close to a normal of mean 0 and deviation 1. */
const normal = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
const samples = (count: number, ai: boolean, mean: number, language: HeldOutScore["language"]): HeldOutScore[] =>
  Array.from({ length: count }, (_, at) => ({
    score: mean + normal(),
    ai,
    language,
    bin: "30-99",
    group: `${ai} ${at}`,
    weight: 1,
    real: true,
  }));

const held = [
  ...samples(4000, false, -1, "python"),
  ...samples(4000, true, 1, "python"),
  ...samples(40, false, 0, "ruby"),
  ...samples(40, true, 2, "ruby"),
];
const cells = fitCalibration(held, { languageWeight: 50, overallWeight: 10 });
const cell = (language: string, bin: string) => cells.find((one) => one.language === language && one.bin === bin)!;
const python = cell("python", "30-99");

test("every language and length has a cell", () => {
  expect(cells.length).toBe(languageIds.length * 4);
});

test("the threshold of 5 % is exceeded by 5 % of fresh people's samples", () => {
  const fresh = samples(4000, false, -1, "python");
  const flagged = fresh.filter(({ score }) => falseAlarmRate(python, score) <= 0.05).length / fresh.length;
  expect(flagged).toBeGreaterThan(0.035);
  expect(flagged).toBeLessThan(0.065);
});

test("5 % of fresh AI samples lie below the 5 % miss threshold", () => {
  const fresh = samples(4000, true, 1, "python");
  const missed = fresh.filter(({ score }) => missRate(python, score) <= 0.05).length / fresh.length;
  expect(missed).toBeGreaterThan(0.035);
  expect(missed).toBeLessThan(0.065);
});

test("two normals one deviation to each side of 0 give the logistic slope 2 and no intercept", () => {
  // log p(ai) / p(human) = ((s + 1)^2 - (s - 1)^2) / 2 = 2 s.
  expect(python.slope).toBeCloseTo(2, 0);
  expect(Math.abs(python.intercept)).toBeLessThan(0.15);
  expect(calibrateProbability(python, 0)).toBeCloseTo(0.5, 1);
});

test("a thin cell leans on its language and the rest, and counts only its own samples", () => {
  const ruby = cell("ruby", "30-99");
  expect([ruby.humans, ruby.ais]).toEqual([40, 40]);
  const empty = cell("go", "1-9");
  expect([empty.humans, empty.humanGroups, empty.ais]).toEqual([0, 0, 0]);
  expect(empty.humanTail.every(Number.isFinite)).toBe(true);
});

test("exercises of people raise the thresholds, and leave the probability where it is", () => {
  const exercises = samples(4000, false, 2, "python").map((sample) => ({
    ...sample,
    group: `e ${sample.group}`,
    real: false,
  }));
  const [with_, without] = [[...held, ...exercises], held].map((list) =>
    fitCalibration(list, { languageWeight: 0.001, overallWeight: 0.001 }).find(
      (one) => one.language === "python" && one.bin === "30-99",
    )!,
  );
  expect(with_!.humanTail[4]!).toBeGreaterThan(without!.humanTail[4]! + 1);
  expect(with_!.slope).toBeCloseTo(without!.slope, 6);
  expect(with_!.intercept).toBeCloseTo(without!.intercept, 6);
});

test("one large group does not set the threshold", () => {
  const loud = Array.from(
    { length: 2000 },
    () => ({ score: 6, ai: false, language: "python", bin: "30-99", group: "loud", weight: 1, real: true }) as const,
  );
  const [before, after] = [held, [...held, ...loud]].map((list) =>
    fitCalibration(list, { languageWeight: 0.001, overallWeight: 0.001 }).find(
      (one) => one.language === "python" && one.bin === "30-99",
    )!,
  );
  // sqrt(2000) = 45 of 4,045: about 1.1 % of the weight, so the 5 % threshold hardly moves.
  expect(after!.humanTail[4]! - before!.humanTail[4]!).toBeLessThan(0.3);
});

test("data without real code of one side is refused with a remedy", () => {
  expect(() =>
    fitCalibration(
      held.filter((sample) => !sample.ai),
      { languageWeight: 1, overallWeight: 1 },
    ),
  ).toThrow(/AI code.*label ai/);
});
