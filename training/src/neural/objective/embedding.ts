import type { Value } from "whowrote/graph";
import { classLoss } from "../loss/class-loss.ts";
import type { HeadDefinition } from "whowrote/encoder-head";
import { headOutputs } from "../parameters/head-values.ts";
import type { ModelScope } from "../parameters/model-scope.ts";
import type { Objective } from "../objective.ts";
import type { Parameter } from "../parameters/parameter.ts";
import { attendedWindows } from "./attended-windows.ts";

/** Files by their windows when there are `windows`; else rows stand for themselves. */
type EmbeddingForm = Readonly<Record<"rows", number> & Partial<Record<"windows", number>>>;

/**
 * A head alone, on embeddings that a frozen encoder gave once: input `embeddings` [rows, inSize]. A head with attention
 * takes files: [rows, windows, inSize], with the input `mask` [rows, windows].
 */
export function embeddingObjective(head: HeadDefinition, parameters: readonly Parameter[]): Objective<EmbeddingForm> {
  const outputs = (model: ModelScope, form: EmbeddingForm): Value => headOutputs(model, head, read(model, head, form));
  return {
    parameters,
    loss: (model, form) => classLoss(model.graph, outputs(model, form)),
    scores: (model, form) => ({ outputs: outputs(model, form) }),
  };
}

function read(model: ModelScope, { inSize }: HeadDefinition, { rows, windows }: EmbeddingForm): Value {
  const { graph } = model;
  if (windows === undefined) return graph.input("embeddings", "float32", [rows, inSize]);
  const embeddings = graph.input("embeddings", "float32", [rows, windows, inSize]);
  return attendedWindows(model, embeddings, graph.input("mask", "float32", [rows, windows]));
}
