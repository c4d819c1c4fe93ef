import type { EncoderDefinition } from "../encoder.ts";
import { Graph } from "../graph.ts";
import type { Tensors } from "../tensor.ts";
import { createDifferentiableContext } from "./differentiable-context.ts";
import { encode, encoderInputs } from "./index.ts";
import { createInt8Context } from "./int8-context.ts";
import { inFloats, isInt8, quantizeRows, scaleName, type StoredTensor } from "./int8-rows.ts";
import type { Precision } from "./encoder-graph.ts";

/**
 * An encoder's weights as a checkpoint holds them: in floats, or what is a matrix in 8 bits with its scales beside it.
 * @param weights by the names of `expectedWeights`, which the tensors have too
 */
export function storeWeights(
  definition: EncoderDefinition,
  weights: ReadonlyMap<string, StoredTensor>,
  precision: Precision,
): Tensors {
  const inInt8 = precision === "int8" ? int8WeightsOf(definition) : new Set<string>();
  const entries = [...weights].flatMap(([name, tensor]) => {
    if (!inInt8.has(name)) return [[name, inFloats(tensor)] as const];
    const { shape, data, scales } = isInt8(tensor) ? tensor : quantizeRows(tensor);
    return [[name, { shape, data }] as const, [scaleName(name), { shape: [scales.length], data: scales }] as const];
  });
  return Object.fromEntries(entries);
}

/** Those that an encoder takes in 8 bits: matrices of linear layers, and tables of embeddings. */
function int8WeightsOf(definition: EncoderDefinition): ReadonlySet<string> {
  const graph = new Graph();
  const context = createInt8Context(createDifferentiableContext(graph));
  const { ids, mask } = encoderInputs(graph);
  encode(context, definition, ids, mask);
  return context.int8Weights();
}
