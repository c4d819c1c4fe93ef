import type { EncoderDefinition } from "../encoder.ts";
import { Graph, type Value } from "../graph.ts";
import type { Tensor } from "../tensor.ts";
import { createDifferentiableContext } from "./differentiable-context.ts";
import { encode, encoderInputs } from "./index.ts";
import { createInferenceContext } from "./inference-context.ts";
import { createInt8Context } from "./int8-context.ts";
import { inFloats, type StoredTensor } from "./int8-rows.ts";
import { pool, type Pooling } from "./pooling.ts";

/** In what the products of an encoder are computed; `int8` also holds its weights in a quarter of the memory. */
export const precisions = ["float32", "int8"] as const;
export type Precision = (typeof precisions)[number];

export interface EncoderGraphOptions {
  readonly precision: Precision;
  readonly pooling: Pooling;
  /** "fast" takes onnxruntime's own attention; "plain" is made of small operators. */
  readonly attention: "fast" | "plain";
}

/** An encoder from token ids to vectors, ready to be written. */
export interface EncoderGraph {
  readonly graph: Graph;
  /** float32 [batch, tokens, hiddenSize] */
  readonly states: Value;
  /** float32 [batch, hiddenSize], not normalised */
  readonly vectors: Value;
  /** The numbers of the graph's parameters, by their names. */
  readonly parameters: ReadonlyMap<string, Tensor>;
}

/** @param weights by the names of `expectedWeights` */
export function createEncoderGraph(
  definition: EncoderDefinition,
  weights: ReadonlyMap<string, StoredTensor>,
  { precision, pooling, attention }: EncoderGraphOptions,
): EncoderGraph {
  const graph = new Graph();
  const floats = attention === "fast" ? createInferenceContext(graph) : createDifferentiableContext(graph);
  const int8 = precision === "int8" ? createInt8Context(floats) : undefined;
  const { ids, mask } = encoderInputs(graph);
  const states = encode(int8 ?? floats, definition, ids, mask);
  const parameters =
    int8?.parametersOf(weights) ?? new Map([...weights].map(([name, tensor]) => [name, inFloats(tensor)]));
  return { graph, states, vectors: pool(states, mask, pooling), parameters };
}
