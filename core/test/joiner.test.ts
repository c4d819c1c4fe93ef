import { expect, test } from "vitest";
import { neuralFeatureNames, summarizeWindows } from "../src/detector/neural.ts";
import { joinerFeatureNames, joinerFeatures, neuralContribution } from "../src/joiner.ts";
import { languageIds } from "../src/language.ts";

const scores = { ensemble: 0.5, stylometry: 0.25, views: [1, 2, 3, 4, 5, 6] };
const column = (name: string) => joinerFeatureNames.indexOf(name);

test("windows are summed up by mean, extremes and number", () => {
  expect(summarizeWindows(Float32Array.of(1, -2, 4))).toEqual([1, 4, -2, Math.log(3)]);
});

test("a file without windows is refused", () => {
  expect(() => summarizeWindows(new Float32Array())).toThrow("at least one window");
});

test("a row of the joiner has every feature in its place", () => {
  const row = joinerFeatures(scores, Float32Array.of(2, -1), 9, "go");
  expect(row).toHaveLength(joinerFeatureNames.length);
  expect(row[column("quick")]).toBe(0.5);
  expect(row[column("lexical.raw")]).toBe(1);
  expect(row[column("neural.mean")]).toBe(0.5);
  expect(row[column("neural.min")]).toBe(-1);
  expect(row[column("context.log-lines")]).toBeCloseTo(Math.log(10));
  expect(languageIds.filter((id) => row[column(`context.${id}`)] === 1)).toEqual(["go"]);
});

test("the encoder's contribution is that of its features alone", () => {
  const values = new Float64Array(joinerFeatureNames.length).fill(100);
  for (const [at, name] of neuralFeatureNames.entries()) values[column(name)] = at + 1;
  expect(neuralContribution({ bias: 0, values })).toBe(10);
});
