import { describe, expect, test } from "vitest";
import { createDifferentiableContext } from "whowrote/encoder/differentiable-context";
import { embed, embedWords, encode, encodeEmbedded, encoderInputs, familyOf } from "whowrote/encoder/index";
import { createInferenceContext } from "whowrote/encoder/inference-context";
import { Graph } from "whowrote/graph";
import type { Tensor } from "whowrote/tensor";
import { type Batch, cases, readDefinition, readTensors, referenceBatch, weightsIn } from "./read-fixture.ts";
import { float32, int64, openGraph } from "./run-graph.ts";

const feeds = ({ ids, mask }: Batch) => ({ input_ids: int64(ids), attention_mask: int64(mask) });

describe.each(cases)("the encoder $config", ({ config, weights: file }) => {
  const definition = readDefinition(config);
  const batch = referenceBatch(definition);

  test("does not look at padding, however much there is and whatever stands there", async () => {
    const { weights } = await weightsIn(definition, readTensors(file));
    const graph = new Graph();
    const { ids, mask } = encoderInputs(graph);
    const run = await openGraph({ states: encode(createInferenceContext(graph), definition, ids, mask) }, weights);
    const [row, rowMask] = [batch.ids[1]!, batch.mask[1]!];
    const length = rowMask.lastIndexOf(1) + 1;
    const alone = await run(feeds({ ids: [row.slice(0, length)], mask: [rowMask.slice(0, length)] }));
    const other = row.map((id, token) => (token < length ? id : 7));
    const padded = await run(feeds({ ids: [batch.ids[0]!, other], mask: [batch.mask[0]!, rowMask] }));
    const from = row.length * definition.hiddenSize;
    const same = padded["states"]!.data.subarray(from, from + length * definition.hiddenSize);
    expectClose(same, alone["states"]!.data);
  });

  test("goes on from given words, or from given embeddings, to the same states", async () => {
    const { weights } = await weightsIn(definition, readTensors(file));
    const whole = new Graph();
    const inputs = encoderInputs(whole);
    const context = createDifferentiableContext(whole);
    const words = embedWords(context, definition, inputs.ids);
    const embedded = embed(context, definition, words, inputs.mask);
    const states = encodeEmbedded(context, definition, embedded, inputs.mask);
    const wanted = await (await openGraph({ words, embedded, states }, weights))(feeds(batch));

    const table = weights.get(familyOf(definition).words(definition).weight)!;
    expect(wanted["words"]!.data).toEqual(rowsOf(table, batch.ids.flat()));
    for (const stage of ["words", "embedded"] as const) {
      const graph = new Graph();
      const mask = graph.input("attention_mask", "int64", ["batch", "tokens"]);
      const given = graph.input("given", "float32", ["batch", "tokens", definition.hiddenSize]);
      const later = createDifferentiableContext(graph);
      const entering = stage === "words" ? embed(later, definition, given, mask) : given;
      const run = await openGraph({ states: encodeEmbedded(later, definition, entering, mask) }, weights);
      const { dims, data } = wanted[stage]!;
      const result = await run({ attention_mask: int64(batch.mask), given: float32({ shape: dims, data }) });
      expectClose(result["states"]!.data, wanted["states"]!.data);
    }
  });

  test("asks for dropout at the rates of its config, where these are not 0", () => {
    const graph = new Graph();
    const { ids, mask } = encoderInputs(graph);
    const rates: number[] = [];
    const context = createDifferentiableContext(graph, {
      dropout: (x, rate) => {
        rates.push(rate);
        return x;
      },
    });
    const places = { embedding: 1 / 8, attention: 1 / 16, hidden: 1 / 32, feedForward: 0 };
    encode(context, { ...definition, dropout: places }, ids, mask);
    const { layers } = definition;
    expect(rates.filter((rate) => rate === places.embedding)).toHaveLength(1);
    expect(rates.filter((rate) => rate === places.attention)).toHaveLength(layers);
    const residuals = { bert: 2 * layers, roberta: 2 * layers, t5: 2 * layers + 1, modernbert: layers };
    expect(rates.filter((rate) => rate === places.hidden)).toHaveLength(residuals[definition.family]);
    expect(rates).not.toContain(0);
  });
});

function rowsOf({ shape, data }: Tensor, ids: readonly number[]): Float32Array {
  const width = shape[1]!;
  return Float32Array.from(ids.flatMap((id) => [...data.subarray(id * width, (id + 1) * width)]));
}

function expectClose(a: Float32Array, b: Float32Array): void {
  expect(a.length).toBe(b.length);
  expect(Math.max(...a.map((value, at) => Math.abs(value - b[at]!)))).toBeLessThan(2e-5);
}
