import type { Value } from "whowrote/graph";
import { relu } from "whowrote/graph/operator/activation";
import { linear } from "whowrote/graph/operator/linear";
import { headWeights, type HeadDefinition } from "whowrote/encoder-head";
import type { ModelScope } from "./model-scope.ts";
import { normalNumbers, type Parameter } from "./parameter.ts";
import { randomAt } from "../step-seed.ts";

/** Names of a head's parameters begin with it, so that they cannot meet the encoder's. */
export const headPrefix = "head.";

/** @param rate learning rate of the head, as a share of the run's */
export function headParameters(definition: HeadDefinition, seed: number, rate: number): Parameter[] {
  return [...headWeights(definition)].map(([name, shape], at) => ({
    name: headPrefix + name,
    shape,
    start: startOf(shape, randomAt(seed, "head", at)),
    part: "head",
    rule: { rate, decays: shape.length > 1 },
  }));
}

/** What a layer that is followed by ReLU starts from keeps the spread of its inputs (He et al. 2015, section 2.2). */
function startOf(shape: readonly number[], random: () => number): Float32Array {
  const [outputs, inputs] = shape;
  if (inputs === undefined) return new Float32Array(outputs!);
  return normalNumbers(outputs! * inputs, Math.sqrt(outputs === 1 ? 1 / inputs : 2 / inputs), random);
}

/** Embeddings [rows, inSize] become raw outputs [rows, outputs]. */
export function headOutputs({ parameter, dropout }: ModelScope, definition: HeadDefinition, embeddings: Value): Value {
  const weight = (name: string): Value => parameter(headPrefix + name);
  if (definition.hiddenSize === undefined)
    return linear(dropout(embeddings, definition.dropout), weight("weight"), weight("bias"));
  const hidden = relu(linear(embeddings, weight("hidden.weight"), weight("hidden.bias")));
  return linear(dropout(hidden, definition.dropout), weight("weight"), weight("bias"));
}
