import { expect, test } from "vitest";
import { readClassifier } from "../../src/classifier/index.ts";
import { createLogistic } from "../../src/classifier/logistic.ts";

const logistic = createLogistic({ weights: Float32Array.of(2, -1), means: Float32Array.of(1, 3), bias: 0.5 });

test("the score is the bias and what each feature adds beyond its mean", () => {
  expect(logistic.predict([2, 1])).toBe(0.5 + 2 * (2 - 1) - (1 - 3));
  expect(logistic.contribute([2, 1])).toEqual({ bias: 0.5, values: Float64Array.of(2, 2) });
});

test("a feature that was not measured adds nothing", () => {
  expect(logistic.predict([NaN, 1])).toBe(2.5);
});

test("its tensors give it back", () => {
  const again = readClassifier("logistic", logistic.toTensors());
  expect(again.predict([4, 5])).toBe(logistic.predict([4, 5]));
});

test("tensors that do not fit together are refused", () => {
  const { weights, bias } = logistic.toTensors();
  expect(() => readClassifier("logistic", { weights: weights!, bias: bias! })).toThrow("fetch the checkpoint again");
});
