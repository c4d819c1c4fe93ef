import { expect, test } from "vitest";
import { calibrateProbability, tailRates, type CalibrationCell } from "whowrote/calibration";
import { lengthBins } from "whowrote/length-bin";
import { readQuality } from "../../src/quality/read-quality.ts";

/**
 * Scores of people are exponential from -1 on, those of AI mirror them around 0: a share r of people's exceeds
 * -1 - ln(r)/2, so that the median is at -0.65.
 */
const cell = (changes: Partial<CalibrationCell> = {}): CalibrationCell => ({
  language: "python",
  bin: "30-99",
  humans: 10_000,
  humanGroups: 400,
  ais: 5000,
  slope: 2,
  intercept: 0,
  humanTail: tailRates.map((rate) => -1 - Math.log(rate) / 2),
  aiTail: tailRates.map((rate) => 1 + Math.log(rate) / 2),
  ...changes,
});

const figure = { value: 0.9, low: 0.8, high: 0.95, humans: 10, ais: 20 };
const read = (calibration: readonly CalibrationCell[]) =>
  readQuality({
    metrics: { "files: AUROC": figure, "view raw alone, exercises: TPR at 1 % FPR": figure },
    languages: ["python", "go"],
    calibration,
  });

test("figures say of what they are, on what, and with which interval", () => {
  expect(read([]).figures).toEqual([
    { of: "all", on: "files", figure: "AUROC", ...figure },
    { of: "view raw", on: "exercises", figure: "TPR at 1 % FPR", ...figure },
  ]);
});

test("false alarms are those of each language and rate, with the groups behind the interval", () => {
  const { false_alarms: rows } = read([cell(), cell({ language: "go", humans: 10, humanGroups: 5 })]);
  const at = (language: string, rate: number) =>
    rows.find((row) => row.language === language && row.false_positive_rate === rate)!;
  const python = at("python", 0.01);
  expect(python).toMatchObject({ humans: 10_000, human_groups: 400, ais: 5000 });
  expect(python.false_alarms.value).toBeCloseTo(0.01, 12);
  // Wilson's interval of 4 in 400.
  expect(python.false_alarms.low).toBeCloseTo(0.0039, 4);
  expect(python.false_alarms.high).toBeCloseTo(0.0254, 4);
  // The threshold at 1 % is -1 - ln(0.01)/2 = 1.30, above AI's median.
  expect(python.found).toBe(0);
  expect(at("python", 0.1).found).toBeCloseTo(1 - Math.exp(2 * (-1 - Math.log(0.1) / 2 - 1)), 6);
  // Too few people's samples for any verdict: nobody is accused.
  expect(at("go", 0.01)).toMatchObject({ humans: 10, found: 0, false_alarms: { value: 0, low: 0 } });
});

test("reliability compares what is said with what is so, between the medians of the two sides", () => {
  const { reliability } = read([cell()]);
  expect(reliability.map(({ language }) => language)).toEqual([undefined, "python", "go"]);
  const [all, python, go] = reliability.map(({ bins }) => bins);
  expect(python).toEqual(all);
  expect(go).toEqual([]);
  expect(calibrateProbability(cell(), cell().humanTail[0]!)).toBeCloseTo(0.213, 3);
  expect(all!.map(({ from, to }) => [from, to])).toEqual([
    [0, 0.3],
    [0.3, 0.4],
    [0.4, 0.5],
    [0.5, 0.6],
    [0.6, 0.7],
    [0.7, 1],
  ]);
  const middle = all!.find(({ from }) => from === 0.5)!;
  // Shares between the scores 0 and ln(1.5)/2: people's exp(-2) - exp(-2 - ln 1.5), AI's exp(-2 + ln 1.5) - exp(-2).
  const [people, machines] = [Math.exp(-2) * (1 - 1 / 1.5), Math.exp(-2) * 0.5];
  expect(middle.humans).toBe(Math.round(people * 10_000));
  expect(middle.ais).toBe(Math.round(machines * 5000));
  expect(middle.observed.value).toBeCloseTo(machines / (people + machines), 6);
  expect(middle.observed.low).toBeLessThan(middle.observed.value);
  expect(middle.predicted).toBeGreaterThan(0.5);
  expect(middle.predicted).toBeLessThan(0.6);
  expect([all![0]!.predicted, all!.at(-1)!.predicted]).toEqual([null, null]);
  const sum = (side: "humans" | "ais") => all!.reduce((total, bin) => total + bin[side], 0);
  expect(Math.abs(sum("humans") - 10_000)).toBeLessThan(5);
  expect(Math.abs(sum("ais") - 5000)).toBeLessThan(5);
});

test("cells of every length count by their samples", () => {
  const many = lengthBins.map((bin, at) => cell({ bin, humans: 1000 * (at + 1), ais: 500 * (at + 1) }));
  const [all] = read(many).reliability;
  expect(all!.bins.map(({ observed }) => observed.value)).toEqual(
    read([cell()]).reliability[0]!.bins.map(({ observed }) => expect.closeTo(observed.value, 9) as number),
  );
});
