import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { Graph, type Value } from "../../src/graph.ts";
import { constant } from "../../src/graph/constant.ts";
import { add, mul } from "../../src/graph/operator/arithmetic.ts";
import { cast } from "../../src/graph/operator/cast.ts";
import { linear } from "../../src/graph/operator/linear.ts";
import { layerNorm } from "../../src/graph/operator/normalization.ts";
import { type OnnxModel, writeOnnx } from "../../src/graph/write-onnx.ts";
import { toHalf } from "../../src/half-float.ts";
import type { Tensor as Weight } from "../../src/tensor.ts";

function ramp(shape: readonly number[]): Weight {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Float32Array.from({ length: count }, (_, at) => at / count - 0.25) };
}

async function run(
  model: Uint8Array | string,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Readonly<Record<string, number[]>>> {
  const options = { intraOpNumThreads: 1 };
  const session = await (typeof model === "string"
    ? InferenceSession.create(model, options)
    : InferenceSession.create(model, options));
  try {
    const results = await session.run(feeds);
    return Object.fromEntries(
      Object.entries(results).map(([name, { data }]) => [name, Array.from(data as Float32Array)]),
    );
  } finally {
    await session.release();
  }
}

/** Two products whose weights are 64 kB and 4 kB, and a bias of 64 bytes. */
function twoLayers(): { graph: Graph; y: Value; weights: Map<string, Weight> } {
  const graph = new Graph();
  const x = graph.input("x", "float32", ["batch", 16]);
  const shapes = { "0.weight": [1024, 16], "1.weight": [16, 1024], "1.bias": [16] };
  const [first, second, bias] = Object.entries(shapes).map(([name, shape]) => graph.parameter(name, shape));
  const weights = new Map(Object.entries(shapes).map(([name, shape]) => [name, ramp(shape)]));
  return { graph, y: linear(linear(x, first!), second!, bias), weights };
}

const feeds = {
  x: new Tensor(
    "float32",
    Float32Array.from({ length: 32 }, (_, at) => Math.sin(at)),
    [2, 16],
  ),
};

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "whowrote-onnx-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write(folder: string, { model, external }: OnnxModel): Promise<string> {
  const path = join(folder, "model.onnx");
  await writeFile(path, model);
  if (external) {
    const bytes = Buffer.alloc(external.byteLength);
    for (const part of external.parts) bytes.set(part.bytes, part.offset);
    await writeFile(join(folder, external.file), bytes);
  }
  return path;
}

test("weights beyond the limit lie in a second file, and the model computes the same", async () => {
  const { graph, y, weights } = twoLayers();
  const inside = writeOnnx(graph, { outputs: { y }, weights });
  const outside = writeOnnx(graph, { outputs: { y }, weights, inlineLimit: 100_000, externalFile: "weights.bin" });
  expect(inside.external).toBeUndefined();
  expect(outside.model.length).toBeLessThan(2000);
  expect(outside.external?.file).toBe("weights.bin");
  // Both matrices, each from the start of a page; the bias stays in the model.
  expect(outside.external?.parts.map(({ offset, bytes }) => [offset, bytes.length])).toEqual([
    [0, 65_536],
    [65_536, 65_536],
  ]);
  const expected = await run(inside.model, feeds);
  const found = await inFolder(async (folder) => run(await write(folder, outside), feeds));
  expect(found).toEqual(expected);
});

test("each tensor of the second file begins at a page", () => {
  const graph = new Graph();
  const parts = ["a", "b"].map((name) => graph.parameter(name, [300]));
  const weights = new Map(["a", "b"].map((name) => [name, ramp([300])]));
  const { external } = writeOnnx(graph, { outputs: { y: add(parts[0]!, parts[1]!) }, weights, inlineLimit: 0 });
  expect(external?.parts.map(({ offset }) => offset)).toEqual([0, 4096]);
  expect(external?.byteLength).toBe(4096 + 1200);
});

test("only what the outputs need is written and must be fed", async () => {
  const graph = new Graph();
  const [a, b] = ["a", "b"].map((name) => graph.input(name, "float32", [2]));
  const unused = mul(graph.parameter("w", [2]), b!);
  const { model, inputs } = writeOnnx(graph, { outputs: { doubled: add(a!, a!) }, weights: "inputs" });
  expect(unused.shape).toEqual([2]);
  expect(inputs).toEqual([a]);
  expect(await run(model, { a: new Tensor("float32", Float32Array.of(1, 2), [2]) })).toEqual({ doubled: [2, 4] });
});

test("one value goes out under two names, and an input may be an output", async () => {
  const graph = new Graph();
  const x = graph.input("x", "float32", [2]);
  const y = mul(x, 3);
  const { model } = writeOnnx(graph, { outputs: { y, again: y, same: x, more: add(y, 1) }, weights: "inputs" });
  expect(await run(model, { x: new Tensor("float32", Float32Array.of(1, 2), [2]) })).toEqual({
    y: [3, 6],
    again: [3, 6],
    same: [1, 2],
    more: [4, 7],
  });
});

test("half precision weights are cast in the graph", async () => {
  const graph = new Graph();
  const y = mul(cast(graph.parameter("w", [2], "float16"), "float32"), 2);
  const weight: Weight = { shape: [2], data: Uint16Array.from([0.5, -3], toHalf), dtype: "F16" };
  expect(await run(writeOnnx(graph, { outputs: { y }, weights: new Map([["w", weight]]) }).model, {})).toEqual({
    y: [1, -6],
  });
});

test("chosen parameters are fed while the others lie in the model", async () => {
  const graph = new Graph();
  const [frozen, moving] = ["frozen", "moving"].map((name) => graph.parameter(name, [2]));
  const weights = new Map([["frozen", ramp([2])]]);
  const { model, inputs } = writeOnnx(graph, { outputs: { y: add(frozen!, moving!) }, weights, fed: [moving!] });
  expect(inputs).toEqual([moving]);
  expect(await run(model, { moving: new Tensor("float32", Float32Array.of(1, 2), [2]) })).toEqual({ y: [0.75, 2.25] });
});

test("an optional input left out at the end is not written", async () => {
  const graph = new Graph();
  const x = graph.input("x", "float32", [1, 2]);
  const y = layerNorm(x, constant(graph, Float32Array.of(1, 1), [2]), undefined, 1e-12);
  const clipped = graph.apply({ operator: "Clip", inputs: [y, undefined, undefined], outputs: [y] })[0]!;
  const { model } = writeOnnx(graph, { outputs: { clipped }, weights: "inputs" });
  expect(await run(model, { x: new Tensor("float32", Float32Array.of(1, 3), [1, 2]) })).toEqual({ clipped: [-1, 1] });
});

test("a model without outputs, with a missing or a wrong weight, or with a taken name is refused", () => {
  const { graph, y, weights } = twoLayers();
  expect(() => writeOnnx(graph, { outputs: {}, weights })).toThrow(/at least one output/);
  expect(() => writeOnnx(graph, { outputs: { x: y }, weights })).toThrow(
    'The output "x" has the name of another value of the graph; rename it.',
  );
  const without = new Map([...weights].filter(([name]) => name !== "1.bias"));
  expect(() => writeOnnx(graph, { outputs: { y }, weights: without })).toThrow(
    'The parameter "1.bias" [16] has no weight; give the weights of the whole model.',
  );
  const misshaped = new Map([...weights, ["1.bias", ramp([8])] as const]);
  expect(() => writeOnnx(graph, { outputs: { y }, weights: misshaped })).toThrow(
    'The parameter "1.bias" [16] of float32 is given a weight of float32 [8]',
  );
  const typed = new Map([...weights, ["1.bias", { shape: [16], data: new Int8Array(16) }] as const]);
  expect(() => writeOnnx(graph, { outputs: { y }, weights: typed })).toThrow("is given a weight of int8 [16]");
});
