import { expect, test } from "vitest";
import { predictLinear, quantizeLinear, rowLength, weightOf } from "../../src/classifier/linear.ts";

const runs = { buckets: Uint32Array.of(0, 3), counts: Uint16Array.of(1, 2) };

test("the score is the bias and the weighted term frequencies over the length of the row", () => {
  // Term weights 1 and 1 + ln 2; 127 stands for the largest weight, 2, and 0 for none.
  const model = { bucketBits: 8, bias: 0.25, scale: 2 / 127 ** 2, weights: new Int8Array(256) };
  model.weights[0] = 127;
  model.weights[3] = -127;
  const length = Math.hypot(1, 1 + Math.LN2);
  expect(rowLength(runs)).toBeCloseTo(length, 12);
  expect(predictLinear(model, runs)).toBeCloseTo(0.25 + (2 - 2 * (1 + Math.LN2)) / length, 9);
});

test("rounding keeps a weight of a thousandth of the largest within a tenth of itself", () => {
  const fitted = Float32Array.from({ length: 256 }, (_, bucket) => (bucket === 7 ? 3 : bucket === 8 ? -0.003 : 0));
  const model = quantizeLinear(fitted, 0.5, 8);
  expect(weightOf(model, 7)).toBeCloseTo(3, 6);
  expect(Math.abs(weightOf(model, 8) + 0.003)).toBeLessThan(0.0003);
  expect(weightOf(model, 9)).toBe(0);
});

test("a text without runs scores the bias", () => {
  const model = quantizeLinear(new Float32Array(256), 0.5, 8);
  expect(predictLinear(model, { buckets: new Uint32Array(), counts: new Uint16Array() })).toBe(0.5);
});
