import { describe, expect, test } from "vitest";
import { createDifferentiableContext } from "whowrote/encoder/differentiable-context";
import { createInferenceContext } from "whowrote/encoder/inference-context";
import { encode, encoderInputs } from "whowrote/encoder/index";
import { Graph } from "whowrote/graph";
import { cases, readDefinition, readTensors, referenceBatch, weightsIn } from "./read-fixture.ts";
import { int64, openGraph } from "./run-graph.ts";

// The reference: core/test/fixtures/encoders/make_encoders.py
const reference = readTensors("reference");

const contexts = { inference: createInferenceContext, differentiable: createDifferentiableContext };

describe.each(cases)("the encoder $config", ({ config, weights: file }) => {
  const definition = readDefinition(config);

  test.each(["inference", "differentiable"] as const)("gives the reference's states in the %s form", async (form) => {
    const { weights } = await weightsIn(definition, readTensors(file));
    const graph = new Graph();
    const { ids, mask } = encoderInputs(graph);
    const run = await openGraph({ states: encode(contexts[form](graph), definition, ids, mask) }, weights);
    for (const [side, expected] of [
      ["right", "output"],
      ["left", "left"],
    ] as const) {
      const batch = referenceBatch(definition, side);
      const { states } = await run({ input_ids: int64(batch.ids), attention_mask: int64(batch.mask) });
      const wanted = reference.get(`${config}/${expected}`)!;
      expect(states!.dims).toEqual(wanted.shape);
      expect(farthest(states!.data, wanted.data, batch.mask.flat())).toBeLessThan(1e-4);
    }
  });
});

/** The largest difference at tokens that are no padding. */
function farthest(a: ArrayLike<number>, b: ArrayLike<number>, mask: readonly number[]): number {
  const width = a.length / mask.length;
  return Math.max(...Array.from(a, (value, at) => (mask[Math.floor(at / width)] === 1 ? Math.abs(value - b[at]!) : 0)));
}
