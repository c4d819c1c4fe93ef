import type { EncoderDefinition, LayerContext } from "../encoder.ts";
import { createDifferentiableContext } from "../encoder/differentiable-context.ts";
import { embed, embedWords, encodeEmbedded, encoderInputs } from "../encoder/index.ts";
import { Graph, type Value } from "../graph.ts";
import { gradients } from "../graph/gradients.ts";
import { add, mul, sub } from "../graph/operator/arithmetic.ts";
import { reduceSum } from "../graph/operator/reduce.ts";
import { unsqueeze } from "../graph/operator/reshape.ts";
import type { ScoreHead } from "./score-head.ts";

export interface AttributionGraph {
  readonly graph: Graph;
  readonly outputs: {
    /** Log-odds, float32 [batch]. */
    readonly score: Value;
    /** The gradient by each token's word embedding times (embedding - baseline): float32 [batch, tokens]. */
    readonly slopes: Value;
  };
}

/**
 * An encoder with its head at points between a baseline and its input. The inputs are those of an encoder, what each
 * token begins as (`baseline_ids`, int64 [batch, tokens]), and how far a row is on its way (`alpha`, float32 [batch],
 * 0 to 1). Only word embeddings are between the two; positions and segments are those of the input all the way.
 */
export function createAttributionGraph(definition: EncoderDefinition, head: ScoreHead): AttributionGraph {
  const graph = new Graph();
  const context = createDifferentiableContext(graph, { parameter: createParameters(graph) });
  const { ids, mask } = encoderInputs(graph);
  const baselineIds = graph.input("baseline_ids", "int64", ids.shape);
  const alpha = graph.input("alpha", "float32", ids.shape.slice(0, 1));
  const from = embedWords(context, definition, baselineIds);
  const way = sub(embedWords(context, definition, ids), from);
  const words = add(from, mul(way, unsqueeze(alpha, [1, 2])));
  const states = encodeEmbedded(context, definition, embed(context, definition, words, mask), mask);
  const score = head(context, states, mask);
  // Rows do not see each other, so the gradient of their sum is that of each.
  const [gradient] = gradients(reduceSum(score), [words]);
  if (!gradient)
    throw new Error("The head's score does not depend on the encoder's states; give a head that reads them.");
  return { graph, outputs: { score, slopes: reduceSum(mul(gradient, way), [2]) } };
}

/** The table of words is asked for twice, for the input and for the baseline. */
function createParameters(graph: Graph): LayerContext["parameter"] {
  const parameters = new Map<string, Value>();
  return (name, shape) => {
    const known = parameters.get(name) ?? graph.parameter(name, shape);
    parameters.set(name, known);
    return known;
  };
}
