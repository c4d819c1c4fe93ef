import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Value } from "../../src/graph.ts";
import { adamW } from "../../src/graph/adam-w.ts";
import { gradients } from "../../src/graph/gradients.ts";
import { add } from "../../src/graph/operator/arithmetic.ts";
import { arrayOf, type NumberArray, sizeOf } from "./reference/array.ts";
import { interpret } from "./reference/interpret.ts";
import { runOnnx } from "./run-onnx.ts";
import { buildTransformer, sizes, type Transformer } from "./transformer.ts";

/** Made by fixtures/transformer.py. */
interface Reference {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly losses: readonly number[];
  readonly norms: readonly number[];
  readonly trained: Readonly<Record<string, readonly number[]>>;
}

const file = join(import.meta.dirname, "fixtures/transformer.json");
const reference = JSON.parse(await readFile(file, "utf8")) as Reference;

const ids = [
  [1, 5, 7, 2, 0],
  [1, 9, 5, 5, 2],
  [1, 10, 2, 0, 0],
];
const masks = ids.map((row) => row.map((id) => Number(id !== 0)));
const labels = [2, 0, 1];

type Run = typeof interpret | typeof runOnnx;
type Feeds = Map<Value, NumberArray>;

/** Parameters begin as the script's sine. */
function weightsOf({ parameters }: Transformer): Feeds {
  return new Map(
    parameters.map((parameter, index) => {
      const shape = parameter.shape.map(Number);
      const begin = (_: unknown, i: number): number =>
        0.4 * Math.sin(1 + 7.13 * i + 3.7 * index) + Number(shape.length === 1);
      return [parameter, arrayOf(shape, Array.from({ length: sizeOf(shape) }, begin))];
    }),
  );
}

function batchOf(model: Transformer, rows: readonly number[]): Feeds {
  const pick = <T>(table: readonly T[]): T[] => rows.map((row) => table[row]!);
  const shape = [rows.length, sizes.tokens];
  return new Map([
    [model.ids, arrayOf(shape, pick(ids).flat())],
    [model.mask, arrayOf(shape, pick(masks).flat())],
    [model.labels, arrayOf([rows.length], pick(labels))],
  ]);
}

function zerosLike({ shape, data }: NumberArray): NumberArray {
  return { shape, data: new Float64Array(data.length) };
}

function expectNear(found: NumberArray, expected: readonly number[], tolerance: number, what: string): void {
  expect(found.data).toHaveLength(expected.length);
  const furthest = Math.max(...expected.map((number, at) => Math.abs(number - found.data[at]!)));
  expect(furthest, `${what} is furthest`).toBeLessThan(tolerance);
}

describe.each<{ name: string; run: Run; tolerance: number }>([
  { name: "the float64 interpreter", run: interpret, tolerance: 1e-7 },
  { name: "onnxruntime", run: runOnnx, tolerance: 2e-6 },
])("in $name", ({ run, tolerance }) => {
  test("a transformer has the gradients that PyTorch finds", async () => {
    const model = buildTransformer(reference.shapes, 3);
    const found = gradients(model.loss, model.parameters).filter((gradient) => gradient !== undefined);
    expect(found).toHaveLength(model.parameters.length);
    const feeds = new Map([...weightsOf(model), ...batchOf(model, [0, 1, 2])]);
    const [loss, ...results] = await run([model.loss, ...found], feeds);
    expect(loss!.data[0]).toBeCloseTo(reference.losses[0]!, 5);
    for (const [at, { name }] of model.parameters.entries())
      expectNear(results[at]!, reference.gradients[name]!, tolerance, name);
  });

  test("five clipped AdamW steps lead where PyTorch's do", async () => {
    const model = buildTransformer(reference.shapes, 3);
    const { graph, loss, parameters } = model;
    const found = gradients(loss, parameters);
    const learningRate = graph.input("learning-rate", "float32", []);
    const step = graph.input("step", "int64", []);
    const learned = parameters.map((parameter, at) => ({
      parameter,
      gradient: found[at]!,
      first: graph.input(`first.${parameter.name}`, "float32", parameter.shape),
      second: graph.input(`second.${parameter.name}`, "float32", parameter.shape),
      rateScale: parameter.name.startsWith("0.") ? 0.5 : 1,
      decayScale: parameter.shape.length > 1 ? 1 : 0,
    }));
    const options = { learningRate, step, beta2: 0.99, epsilon: 1e-4, weightDecay: 0.1, clipNorm: 0.5 };
    const { updated, gradientNorm } = adamW(learned, options);
    const now = learned.flatMap(({ parameter, first, second }) => [parameter, first, second]);
    const next = updated.flatMap(({ parameter, first, second }) => [parameter, first, second]);
    const feeds: Feeds = new Map([...weightsOf(model), ...batchOf(model, [0, 1, 2])]);
    feeds.set(learningRate, arrayOf([], [0.01]));
    for (const { first, second, parameter } of learned)
      for (const moment of [first, second]) feeds.set(moment, zerosLike(feeds.get(parameter)!));
    for (let at = 0; at < 5; at++) {
      feeds.set(step, arrayOf([], [at + 1]));
      const [lossNow, norm, ...results] = await run([loss, gradientNorm!, ...next], feeds);
      expect(lossNow!.data[0]).toBeCloseTo(reference.losses[at]!, 5);
      expect(norm!.data[0]).toBeCloseTo(reference.norms[at]!, 5);
      for (const [slot, value] of now.entries()) feeds.set(value, results[slot]!);
    }
    for (const parameter of parameters)
      expectNear(feeds.get(parameter)!, reference.trained[parameter.name]!, tolerance * 5, parameter.name);
  });
});

test("gradients summed over parts of a batch are those of the batch", async () => {
  const whole = buildTransformer(reference.shapes, 3);
  const expected = gradients(whole.loss, whole.parameters).map((gradient) => gradient!);
  const results = await runOnnx(expected, new Map([...weightsOf(whole), ...batchOf(whole, [0, 1, 2])]));

  // The sums are inputs and outputs; a mean over one window counts a third.
  const part = buildTransformer(reference.shapes, 1);
  const found = gradients(part.loss, part.parameters);
  const sums = part.parameters.map(({ name, shape }) => part.graph.input(`sum.${name}`, "float32", shape));
  const next = sums.map((sum, at) => add(sum, found[at]!));
  const feeds = weightsOf(part);
  for (const [at, sum] of sums.entries()) feeds.set(sum, zerosLike(results[at]!));
  for (const row of [0, 1, 2]) {
    const after = await runOnnx(next, new Map([...feeds, ...batchOf(part, [row])]));
    for (const [at, sum] of sums.entries()) feeds.set(sum, after[at]!);
  }
  for (const [at, sum] of sums.entries())
    expectNear(
      feeds.get(sum)!,
      [...results[at]!.data].map((number) => number * 3),
      1e-5,
      sum.name,
    );
});
