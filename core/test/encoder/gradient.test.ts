import { describe, expect, test } from "vitest";
import type { EncoderDefinition } from "whowrote/encoder";
import { createDifferentiableContext } from "whowrote/encoder/differentiable-context";
import { expectedWeights } from "whowrote/encoder/expected-weights";
import { encode, encoderInputs, familyOf } from "whowrote/encoder/index";
import { Graph, type Value } from "whowrote/graph";
import { gradients } from "whowrote/graph/gradients";
import { mul, sub } from "whowrote/graph/operator/arithmetic";
import { maskedMean } from "whowrote/graph/operator/masked-pooling";
import { reduceMean, reduceSum } from "whowrote/graph/operator/reduce";
import type { Tensor } from "whowrote/tensor";
import { cases, readDefinition, readTensors, referenceBatch, weightsIn } from "./read-fixture.ts";
import { type Feeds, float32, int64, openGraph } from "./run-graph.ts";

// The reference: core/test/fixtures/encoders/make_encoders.py
const reference = readTensors("reference");
const target = reference.get("gradient/target")!;

/** The reference's loss and its gradients by the weights of these names; the shapes are fixed, as in training. */
function lossGraph(definition: EncoderDefinition, names: readonly string[]): Record<string, Value> {
  const graph = new Graph();
  const [batch, tokens] = reference.get("ids")!.shape as [number, number];
  const { ids, mask } = encoderInputs(graph, { batch, tokens });
  const parameters = new Map<string, Value>();
  const context = createDifferentiableContext(graph, {
    parameter: (name, shape) => {
      const value = graph.parameter(name, shape);
      parameters.set(name, value);
      return value;
    },
  });
  const pooled = maskedMean(encode(context, definition, ids, mask), mask);
  const away = sub(pooled, graph.input("target", "float32", target.shape));
  const loss = reduceMean(reduceSum(mul(away, away), [1]));
  const found = gradients(
    loss,
    names.map((name) => parameters.get(name)!),
  );
  const named = names.map((name, at) => [`by ${name}`, found[at]!] as const);
  return { loss, ...Object.fromEntries(named) };
}

function feedsOf(definition: EncoderDefinition, weights: ReadonlyMap<string, Tensor>): Feeds {
  const { ids, mask } = referenceBatch(definition);
  const fed = [...weights].map(([name, tensor]) => [name, float32(tensor)] as const);
  return {
    input_ids: int64(ids),
    attention_mask: int64(mask),
    target: float32(target),
    ...Object.fromEntries(fed),
  };
}

const floatsOf = async (config: string, file: string): Promise<ReadonlyMap<string, Tensor>> =>
  (await weightsIn(readDefinition(config), readTensors(file))).weights;

describe.each(["roberta", "t5"])("the gradient of %s", (config) => {
  test("is PyTorch's by every weight", async () => {
    const definition = readDefinition(config);
    const weights = await floatsOf(config, config);
    const names = [...weights.keys()];
    const run = await openGraph(lossGraph(definition, names), "inputs");
    const results = await run(feedsOf(definition, weights));
    expect(results["loss"]!.data[0]).toBeCloseTo(reference.get(`gradient/${config}/loss`)!.data[0]!, 3);
    const errors = names.map((name) => {
      // The reference leaves the prefix of the whole model out.
      const own = config === "t5" ? name.replace(/^encoder\./, "").replace("shared", "embed_tokens") : name;
      const wanted = reference.get(`gradient/${config}/${own}`)!.data as Float32Array;
      // The gradient by a key's bias is 0, but for rounding: it moves all dot products of a query alike.
      const largest = Math.max(0.1, ...wanted.map(Math.abs));
      const found = results[`by ${name}`]!.data;
      return [name, Math.max(...wanted.map((value, at) => Math.abs(value - found[at]!))) / largest] as const;
    });
    expect(errors.filter(([, error]) => !(error < 1e-4))).toEqual([]);
  });
});

const differing = cases.filter(({ config, weights }) => config === weights);

describe.each(differing)("the encoder $config", ({ config }) => {
  test("learns by plain gradient descent", async () => {
    const definition = readDefinition(config);
    const weights = await floatsOf(config, config);
    const run = await openGraph(lossGraph(definition, [...weights.keys()]), "inputs");
    const losses: number[] = [];
    for (let step = 0; step < 4; step++) {
      const results = await run(feedsOf(definition, weights));
      losses.push(results["loss"]!.data[0]!);
      for (const [name, { data }] of weights) {
        const gradient = results[`by ${name}`]!.data;
        for (const [at, value] of gradient.entries()) data[at] = data[at]! - 2e-4 * value;
      }
    }
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    expect(losses[3]).toBeLessThan(0.99 * losses[0]!);
  });
});

describe.each(differing.filter(({ config }) => readDefinition(config).layers > 1))("of $config", ({ config }) => {
  test("nothing is computed below the lowest layer that learns", async () => {
    const definition = readDefinition(config);
    const weights = await floatsOf(config, config);
    const last = definition.layers - 1;
    const top = [...weights.keys()].filter((name) => familyOf(definition).layerOf(name) === last);
    const [, all] = Object.values(lossGraph(definition, [...weights.keys()]));
    const [, few] = Object.values(lossGraph(definition, top));
    expect(few!.graph.nodes.length).toBeLessThan(0.8 * all!.graph.nodes.length);
  });
});

test("every weight belongs to a layer, to what is before the first, or to what is after the last", () => {
  for (const { config } of cases) {
    const definition = readDefinition(config);
    const { layerOf } = familyOf(definition);
    const layers = new Set(expectedWeights(definition).map(({ name }) => layerOf(name)));
    const numbers = [...layers].filter((layer) => typeof layer === "number");
    expect(numbers).toEqual(Array.from({ length: definition.layers }, (_, layer) => layer));
    expect(layers).toContain("embeddings");
  }
});
