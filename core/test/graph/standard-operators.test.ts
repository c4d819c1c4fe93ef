import { expect, test } from "vitest";
import { createDifferentiableContext } from "../../src/encoder/differentiable-context.ts";
import { createInferenceContext } from "../../src/encoder/inference-context.ts";
import { encode, encoderInputs } from "../../src/encoder/index.ts";
import { Graph } from "../../src/graph.ts";
import { matmul } from "../../src/graph/operator/matmul.ts";
import { inStandardOperators } from "../../src/graph/standard-operators.ts";
import { cases, readDefinition, readTensors, referenceBatch, weightsIn } from "../encoder/read-fixture.ts";
import { float32, int64, openGraph } from "../encoder/run-graph.ts";

/** Runs under onnxruntime in the domain of the standard, but is not in it. */
const notStandard: ReadonlySet<string> = new Set(["SimplifiedLayerNormalization"]);

test.each(cases)(
  "the encoder $config gives the same states in standard operators",
  async ({ config, weights: file }) => {
    const definition = readDefinition(config);
    const { weights } = await weightsIn(definition, readTensors(file));
    const graph = new Graph();
    const { ids, mask } = encoderInputs(graph);
    const states = encode(createDifferentiableContext(graph), definition, ids, mask);
    const standard = inStandardOperators(graph, { states });
    expect(standard.graph.nodes.filter(({ domain, operator }) => domain !== "" || notStandard.has(operator))).toEqual(
      [],
    );
    const batch = referenceBatch(definition);
    const feeds = { input_ids: int64(batch.ids), attention_mask: int64(batch.mask) };
    const expected = await (await openGraph({ states }, weights))(feeds);
    const found = await (await openGraph(standard.values, weights))(feeds);
    expect(found.states!.dims).toEqual(expected.states!.dims);
    for (const [at, value] of expected.states!.data.entries()) expect(found.states!.data[at]).toBeCloseTo(value, 4);
  },
);

test("a product that transposes and scales is the same in standard operators", async () => {
  const graph = new Graph();
  const a = graph.input("a", "float32", [2, 3, 2]);
  const b = graph.input("b", "float32", [2, 2, 3]);
  const y = matmul(a, b, { transposeA: true, transposeB: true, scale: 0.5 });
  const data = Float32Array.from({ length: 12 }, (_, at) => at);
  const feeds = { a: float32({ shape: [2, 3, 2], data }), b: float32({ shape: [2, 2, 3], data }) };
  const expected = await (await openGraph({ y }, "inputs"))(feeds);
  const found = await (await openGraph(inStandardOperators(graph, { y }).values, "inputs"))(feeds);
  expect(found).toMatchObject({ y: { dims: [2, 2, 2], data: expected.y!.data } });
});

test("what has no rewriting is refused by its name", () => {
  const definition = readDefinition("bert");
  const graph = new Graph();
  const { ids, mask } = encoderInputs(graph);
  const states = encode(createInferenceContext(graph), definition, ids, mask);
  expect(() => inStandardOperators(graph, { states })).toThrow(
    "com.microsoft.MultiHeadAttention is not a standard operator",
  );
});
