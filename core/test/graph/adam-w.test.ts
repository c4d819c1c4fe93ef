import { expect, test } from "vitest";
import { Graph } from "../../src/graph.ts";
import { type AdamWOptions, adamW } from "../../src/graph/adam-w.ts";
import { arrayOf } from "./reference/array.ts";
import { runOnnx } from "./run-onnx.ts";

/** Parameters after the first update from 1 and zero moments, and the gradients' length. */
async function update(
  slopes: readonly number[],
  options: Omit<AdamWOptions, "learningRate" | "step">,
  rate = 0.5,
): Promise<{ parameters: readonly number[]; norm: number | undefined }> {
  const graph = new Graph();
  const learningRate = graph.input("rate", "float32", []);
  const step = graph.input("step", "int64", []);
  const learned = slopes.map((_, at) => ({
    parameter: graph.parameter(`p${at}`, []),
    gradient: graph.input(`g${at}`, "float32", []),
    first: graph.input(`m${at}`, "float32", []),
    second: graph.input(`v${at}`, "float32", []),
  }));
  const { updated, gradientNorm } = adamW(learned, { learningRate, step, ...options });
  const feeds = new Map([
    [learningRate, arrayOf([], [rate])],
    [step, arrayOf([], [1])],
  ]);
  for (const [at, { parameter, gradient, first, second }] of learned.entries()) {
    feeds.set(parameter, arrayOf([], [1])).set(gradient, arrayOf([], [slopes[at]!]));
    feeds.set(first, arrayOf([], [0])).set(second, arrayOf([], [0]));
  }
  const wanted = [...updated.map(({ parameter }) => parameter), ...(gradientNorm ? [gradientNorm] : [])];
  const results = (await runOnnx(wanted, feeds)).map(({ data }) => data[0]!);
  return { parameters: results.slice(0, slopes.length), norm: results[slopes.length] };
}

test("the first step is as long as the learning rate, whatever the gradient's length", async () => {
  const { parameters } = await update([1e-3, -20], { weightDecay: 0 });
  // (1 - 0.999) in float32 would leave an error of 3e-6.
  expect(parameters[0]! - 0.5).toBeLessThan(6e-6);
  expect(Math.abs(parameters[1]! - 1.5)).toBeLessThan(2e-7);
});

test("decay shrinks a parameter apart from its gradient", async () => {
  const { parameters, norm } = await update([0], { weightDecay: 0.1 });
  expect(parameters[0]).toBeCloseTo(1 - 0.5 * 0.1, 6);
  expect(norm).toBeUndefined();
});

test("gradients are clipped by their length together", async () => {
  // Clipped to [3e-8, 4e-8], where the epsilon weighs.
  const { parameters, norm } = await update([3, 4], { weightDecay: 0, clipNorm: 5e-8, epsilon: 1e-8 });
  expect(norm).toBeCloseTo(5, 5);
  expect(parameters[0]).toBeCloseTo(1 - 0.5 * (3 / 4), 5);
  expect(parameters[1]).toBeCloseTo(1 - 0.5 * (4 / 5), 5);
});
