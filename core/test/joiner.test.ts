import { expect, test } from "vitest";
import { scoreNeural } from "../src/detector/neural.ts";
import { joinerFeatureNames, joinerFeatures, neuralContribution } from "../src/joiner.ts";

const scores = { ensemble: 0.5, stylometry: 0.25, views: [1, 2, 3, 4, 5, 6] };
const column = (name: string) => joinerFeatureNames.indexOf(name);

test("an encoder's answer about a file is the mean over its windows", () => {
  expect(scoreNeural(Float32Array.of(1, -2, 4))).toBe(1);
});

test("a file without windows is refused", () => {
  expect(() => scoreNeural(new Float32Array())).toThrow("at least one window");
});

test("a row of the joiner has every feature in its place", () => {
  const row = joinerFeatures(scores, 0.75);
  expect(row).toHaveLength(joinerFeatureNames.length);
  expect(row[column("quick")]).toBe(0.5);
  expect(row[column("stylometry")]).toBe(0.25);
  expect(row[column("lexical.raw")]).toBe(1);
  expect(row[column("neural")]).toBe(0.75);
});

test("the encoder's contribution is that of its feature alone", () => {
  const values = new Float64Array(joinerFeatureNames.length).fill(100);
  values[column("neural")] = 7;
  expect(neuralContribution({ bias: 0, values })).toBe(7);
});
