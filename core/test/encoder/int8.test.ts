import { describe, expect, test } from "vitest";
import { createInferenceContext } from "whowrote/encoder/inference-context";
import { encode, encoderInputs } from "whowrote/encoder/index";
import { createInt8Context } from "whowrote/encoder/int8-context";
import { inFloats, quantizeRows, transposeBytes } from "whowrote/encoder/int8-rows";
import { storeWeights } from "whowrote/encoder/store-weights";
import { Graph } from "whowrote/graph";
import { cases, readDefinition, readTensors, referenceBatch, weightsIn } from "./read-fixture.ts";
import { int64, openGraph } from "./run-graph.ts";

// The reference: core/test/fixtures/encoders/make_encoders.py
const reference = readTensors("reference");

test("a row is rounded to 127 steps to each side of 0, over its own range", () => {
  const rounded = quantizeRows({ shape: [3, 2], data: Float32Array.of(1.27, -0.5, 0, 0, -254, 3) });
  expect([...rounded.data]).toEqual([127, -50, 0, 0, -127, 2]);
  expect([...rounded.scales]).toEqual([Math.fround(0.01), 1, 2]);
  expect([...inFloats(rounded).data].map((value) => Number(value.toFixed(5)))).toEqual([1.27, -0.5, 0, 0, -254, 4]);
});

test("rounding what was rounded changes nothing", () => {
  const data = Float32Array.from({ length: 60 }, (_, at) => Math.sin(at * at));
  const once = quantizeRows({ shape: [6, 10], data });
  expect(quantizeRows(inFloats(once))).toEqual(once);
});

test("a matrix of bytes is transposed, also one larger than a block", () => {
  const [rows, columns] = [130, 67];
  const turned = transposeBytes(
    Int8Array.from({ length: rows * columns }, (_, at) => at % 101),
    rows,
    columns,
  );
  for (const [row, column] of [
    [0, 0],
    [129, 66],
    [64, 65],
    [3, 64],
  ] as const)
    expect(turned[column * rows + row]).toBe((row * columns + column) % 101);
});

async function openInt8(config: string, file: string) {
  const definition = readDefinition(config);
  const { weights } = await weightsIn(definition, readTensors(file));
  const graph = new Graph();
  const { ids, mask } = encoderInputs(graph);
  const context = createInt8Context(createInferenceContext(graph));
  const states = encode(context, definition, ids, mask);
  return { definition, weights, run: await openGraph({ states }, context.parametersOf(weights)) };
}

describe.each(cases)("the encoder $config in 8 bits", ({ config, weights: file }) => {
  test("points where the one in floats does", async () => {
    const { definition, run } = await openInt8(config, file);
    const { ids, mask } = referenceBatch(definition);
    const { states } = await run({ input_ids: int64(ids), attention_mask: int64(mask) });
    const expected = reference.get(`${config}/output`)!.data as Float32Array;
    const width = definition.hiddenSize;
    for (const [token, isToken] of mask.flat().entries()) {
      const [ours, theirs] = [states!.data, expected].map((all) => all.subarray(token * width, (token + 1) * width));
      if (isToken === 1) expect(cosine(ours!, theirs!)).toBeGreaterThan(0.99);
    }
  });

  test("reads its weights back from what is stored in 8 bits, and stores every matrix that way", async () => {
    const { definition, weights } = await openInt8(config, file);
    const stored = storeWeights(definition, weights, "int8");
    for (const [name, { shape, data }] of weights) {
      if (!(stored[name]!.data instanceof Int8Array)) {
        expect(stored[name]!.data).toEqual(data);
        continue;
      }
      expect([stored[name]!.shape, stored[`${name}.scale`]!.shape]).toEqual([shape, [shape[0]]]);
    }
    const large = Object.entries(stored).filter(([name]) =>
      /(query|Wqkv|SelfAttention\.q|word_embeddings|tok_embeddings|shared)\.weight$/.test(name),
    );
    expect(large.length).toBeGreaterThan(0);
    for (const [, { data }] of large) expect(data).toBeInstanceOf(Int8Array);
    expect(storeWeights(definition, weights, "float32")).toEqual(Object.fromEntries(weights));
  });
});

test("in 8 bits a text gives the same states whatever stands beside it in the batch", async () => {
  const { definition, run } = await openInt8("bert", "bert");
  const text = [2, 7, 9, 30, 3];
  const alone = await run({ input_ids: int64([text]), attention_mask: int64([text.map(() => 1)]) });
  const others = [
    [2, 40, 41, 42, 43, 44, 45, 3],
    [...text, 0, 0, 0],
  ];
  const beside = await run({
    input_ids: int64(others),
    attention_mask: int64(others.map((row) => row.map((id) => Number(id > 0)))),
  });
  const width = definition.hiddenSize;
  const own = beside.states!.data.subarray(8 * width, (8 + text.length) * width);
  for (const [at, value] of alone.states!.data.entries()) expect(own[at]).toBeCloseTo(value, 5);
});

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
