import type { EncoderDefinition } from "../encoder.ts";
import { Graph } from "../graph.ts";
import { createDifferentiableContext } from "./differentiable-context.ts";
import { encode, encoderInputs } from "./index.ts";

export interface ExpectedWeight {
  /** As in a checkpoint, without its prefix. */
  readonly name: string;
  readonly shape: readonly number[];
}

/** The weights that a definition asks for while it is built, in that order. */
export function expectedWeights(definition: EncoderDefinition): readonly ExpectedWeight[] {
  const graph = new Graph();
  const weights: ExpectedWeight[] = [];
  const context = createDifferentiableContext(graph, {
    parameter: (name, shape) => {
      weights.push({ name, shape });
      return graph.parameter(name, shape);
    },
  });
  const { ids, mask } = encoderInputs(graph);
  encode(context, definition, ids, mask);
  return weights;
}
