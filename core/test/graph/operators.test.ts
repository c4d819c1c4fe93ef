import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Graph, type Value } from "../../src/graph.ts";
import { constant } from "../../src/graph/constant.ts";
import { gradients } from "../../src/graph/gradients.ts";
import { mul } from "../../src/graph/operator/arithmetic.ts";
import { reduceSum } from "../../src/graph/operator/reduce.ts";
import { createRandom } from "../../src/random.ts";
import { type OperatorCase, operatorCases } from "./operator-cases.ts";
import { arrayOf, type NumberArray, sizeOf } from "./reference/array.ts";
import { interpret } from "./reference/interpret.ts";
import { runOnnx } from "./run-onnx.ts";

interface Built {
  readonly result: Value;
  /** A weighted sum of the result, so that every element has its own gradient. */
  readonly loss: Value;
  readonly learned: readonly Value[];
  readonly gradients: readonly Value[];
  readonly feeds: Map<Value, NumberArray>;
}

function build({ shapes, range = [-2, 2], build: apply }: OperatorCase): Built {
  const random = createRandom(7);
  const graph = new Graph();
  const learned = shapes.map((shape, at) => graph.parameter(`x${at}`, shape));
  const draw = (shape: readonly number[], from: number, to: number): Float32Array =>
    Float32Array.from({ length: sizeOf(shape) }, () => from + (to - from) * random());
  const feeds = new Map(learned.map((value, at) => [value, arrayOf(shapes[at]!, draw(shapes[at]!, ...range))]));
  const result = apply(learned, graph);
  const shape = result.shape.map(Number);
  const loss = reduceSum(mul(result, constant(graph, draw(shape, 0.5, 1.5), shape)));
  const found = gradients(loss, learned);
  return { result, loss, learned, feeds, gradients: found.filter((gradient) => gradient !== undefined) };
}

function differences({ loss, learned, feeds }: Built): readonly NumberArray[] {
  const step = 1e-5;
  return learned.map((value) => {
    const { shape, data } = feeds.get(value)!;
    const slopes = data.map((number, at) => {
      const [above, below] = [number + step, number - step].map((moved) => {
        const [array] = interpret([loss], new Map(feeds).set(value, { shape, data: data.with(at, moved) }));
        return array!.data[0]!;
      });
      return (above! - below!) / (2 * step);
    });
    return { shape, data: slopes };
  });
}

/** Relative to the largest number, or to 1 where all are smaller. */
function expectClose(found: NumberArray, expected: NumberArray, tolerance: number): void {
  expect(found.shape).toEqual(expected.shape);
  const scale = Math.max(1, ...expected.data.map(Math.abs));
  for (const [at, number] of expected.data.entries())
    expect(Math.abs(found.data[at]! - number), `element ${at}: ${found.data[at]} is not ${number}`).toBeLessThan(
      tolerance * scale,
    );
}

describe.each(operatorCases.map((row) => ({ ...row, row })))("$operator, $form", ({ row }) => {
  const built = build(row);

  test("has the shape it says", () => {
    expect(built.result.shape).toEqual(row.shape);
    expect(interpret([built.result], built.feeds)[0]!.shape).toEqual(row.shape);
  });

  test("has the gradients of central differences in float64", () => {
    expect(built.gradients).toHaveLength(row.shapes.length);
    const found = interpret(built.gradients, built.feeds);
    for (const [at, expected] of differences(built).entries()) expectClose(found[at]!, expected, 1e-6);
  });

  test("computes the same in onnxruntime", async () => {
    const wanted = [built.result, ...built.gradients];
    const expected = interpret(wanted, built.feeds);
    for (const [at, found] of (await runOnnx(wanted, built.feeds)).entries()) expectClose(found, expected[at]!, 1e-5);
  });
});

test("every operator has a case", async () => {
  const folder = join(import.meta.dirname, "../../src/graph/operator");
  const tested = new Set(operatorCases.map(({ operator }) => operator));
  for (const file of await readdir(folder, { recursive: true })) {
    const module = (await import(join(folder, file))) as Record<string, unknown>;
    for (const name of Object.keys(module)) expect(tested, `${name} of ${file}`).toContain(name);
  }
});
