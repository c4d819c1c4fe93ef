import type { Value } from "whowrote/graph";
import { classLoss } from "../class-loss.ts";
import type { HeadDefinition } from "whowrote/encoder-head";
import { headOutputs } from "../head-values.ts";
import type { ModelScope } from "../model-scope.ts";
import type { Objective } from "../objective.ts";
import type { Parameter } from "../parameter.ts";

/** A head alone, on embeddings that a frozen encoder gave once: input `embeddings` [rows, inSize]. */
export function embeddingObjective(
  head: HeadDefinition,
  parameters: readonly Parameter[],
): Objective<{ readonly rows: number }> {
  const outputs = (model: ModelScope, rows: number): Value =>
    headOutputs(model, head, model.graph.input("embeddings", "float32", [rows, head.inSize]));
  return {
    parameters,
    loss: (model, { rows }) => classLoss(model.graph, outputs(model, rows)),
    scores: (model, { rows }) => ({ outputs: outputs(model, rows) }),
  };
}
