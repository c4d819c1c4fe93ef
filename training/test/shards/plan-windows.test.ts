import { expect, test } from "vitest";
import { shardOptionsSchema } from "../../src/shards/options.ts";
import { planWindows } from "../../src/shards/plan-windows.ts";

const options = shardOptionsSchema.parse({});
const rows = {
  labels: Uint8Array.of(0, 0, 1, 1),
  languages: ["python", "java", "python", "java"],
  weights: Float32Array.of(1, 3, 2, 2),
};
const everyRow = [0, 1, 2, 3];

test("a row is drawn as often as its weight says", () => {
  const plans = planWindows(rows, everyRow, 40_000, options);
  for (const [row, weight] of rows.weights.entries())
    expect(plans.filter((plan) => plan.row === row).length / plans.length).toBeCloseTo(weight / 8, 1.5);
});

test("readings are drawn as often as the options say", () => {
  const plans = planWindows(rows, everyRow, 40_000, { ...options, readings: { ...options.readings, raw: 0 } });
  const share = (id: string) => plans.filter((plan) => plan.reading === id).length / plans.length;
  expect(share("raw")).toBe(0);
  expect(share("without-comments")).toBeCloseTo(0.5, 1.5);
  expect(share("delexicalised")).toBeCloseTo(0.25, 1.5);
});

test("mixed windows go on with code of the same language and the other label", () => {
  const mixed = planWindows(rows, everyRow, 5000, options).filter((plan) => plan.mixWith);
  expect(mixed.length / 5000).toBeCloseTo(options.mixed, 1.5);
  for (const { row, mixWith } of mixed) {
    expect(rows.languages[mixWith!.row]).toBe(rows.languages[row]);
    expect(rows.labels[mixWith!.row]).toBe(1 - rows.labels[row]!);
  }
});

test("a longer plan begins with the shorter one", () => {
  expect(planWindows(rows, everyRow, 100, options)).toEqual(planWindows(rows, everyRow, 300, options).slice(0, 100));
});

test("rows that are not learned from are never drawn", () => {
  for (const { row, mixWith } of planWindows(rows, [0, 2], 1000, options)) {
    expect([0, 2]).toContain(row);
    if (mixWith) expect([0, 2]).toContain(mixWith.row);
  }
});

test("rows without any weight are refused", () => {
  const none = { ...rows, weights: new Float32Array(4) };
  expect(() => planWindows(none, everyRow, 1, options)).toThrow("None of 4 items has a weight");
});
