import { expect, test } from "vitest";
import { measureDetection } from "../../src/evaluate/detection-metrics.ts";
import { judgedRow } from "./judged-row.ts";

const rows = [
  judgedRow("human", 0.1, "human"),
  judgedRow("human", 0.3, "uncertain"),
  judgedRow("human", null, "uncertain"),
  judgedRow("human", 0.9, "ai"),
  judgedRow("ai", 0.95, "ai"),
  judgedRow("ai", 0.4, "uncertain"),
];

test("rates at the deployed threshold are counts of verdicts", () => {
  const metrics = measureDetection(rows);
  expect(metrics).toMatchObject({
    humans: 4,
    ais: 2,
    falsePositives: { count: 1, n: 4, value: 0.25 },
    recall: { count: 1, n: 2, value: 0.5 },
    coverage: { count: 3, n: 6, value: 0.5 },
  });
  // AI: 1 right, 1 missed, 1 wrong: F1 1/2. Others: 3 right: 2*3 / (2*3 + 2) = 3/4.
  expect(metrics.macroF1.value).toBeCloseTo(0.625, 12);
});

test("an abstention ranks as an even chance", () => {
  // 0.95 beats all four, 0.4 beats 0.1 and 0.3: 6 of 8.
  expect(measureDetection(rows).auroc.value).toBe(0.75);
});

test("calibration is measured on rows with a probability, both labels weighing the same", () => {
  const brier = (0.1 ** 2 + 0.3 ** 2 + 0.9 ** 2) / 3 / 2 + (0.05 ** 2 + 0.6 ** 2) / 2 / 2;
  expect(measureDetection(rows).brier).toBeCloseTo(brier, 12);
});

test("rows of people alone have false alarms and no area, recall or macro-F1", () => {
  const metrics = measureDetection(rows.filter(({ sample }) => sample.label === "human"));
  expect(metrics.falsePositives.n).toBe(4);
  for (const missing of [metrics.auroc.value, metrics.recall.value, metrics.macroF1.value, metrics.brier])
    expect(missing).toBeNaN();
});

test("too few people leave the true positive rate at a low rate undefined", () => {
  expect(measureDetection(rows).tpr.map(({ value }) => value)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  const many = Array.from({ length: 99 }, (_, i) => judgedRow("human", i / 200, "human"));
  expect(measureDetection([...many, ...rows.slice(4)]).tpr.map(({ value }) => value)).toEqual([Number.NaN, 0.5, 0.5]);
});

test("the chosen verdict is the deployed one", () => {
  const strict = { ...rows[3]!, score: { ...rows[3]!.score, verdicts: ["ai", "uncertain"] as const } };
  expect(measureDetection([strict, rows[4]!], { verdict: 1 }).falsePositives.count).toBe(0);
});
