import type { EncoderDefinition } from "whowrote/encoder";
import type { Value } from "whowrote/graph";
import { add, mul } from "whowrote/graph/operator/arithmetic";
import { linear } from "whowrote/graph/operator/linear";
import { maskedMean } from "whowrote/graph/operator/masked-pooling";
import { l2Normalize } from "whowrote/graph/operator/normalization";
import { classLoss } from "../loss/class-loss.ts";
import { contrastiveLoss } from "../loss/contrastive-loss.ts";
import { encodeTokens, type TokenForm } from "../parameters/encoder-values.ts";
import type { HeadDefinition } from "whowrote/encoder-head";
import { headOutputs } from "../parameters/head-values.ts";
import type { ModelScope } from "../parameters/model-scope.ts";
import type { Objective } from "../objective.ts";
import type { DualOptions } from "../options.ts";
import { normalNumbers, type Parameter } from "../parameters/parameter.ts";
import { randomAt } from "../step-seed.ts";

/** `projection.weight` and `projection.bias`. */
export function projectionParameters(inSize: number, outSize: number, seed: number, rate: number): Parameter[] {
  const start = normalNumbers(inSize * outSize, Math.sqrt(1 / inSize), randomAt(seed, "projection", 0));
  return [
    { name: "projection.weight", shape: [outSize, inSize], start, part: "head", rule: { rate, decays: true } },
    {
      ...{ name: "projection.bias", shape: [outSize], start: new Float32Array(outSize) },
      ...{ part: "head", rule: { rate, decays: false } },
    },
  ];
}

/** Two heads on one encoder, as in CodeGuard Nexus: one compares code (InfoNCE in a projection), one labels it. */
export function dualObjective(
  definition: EncoderDefinition,
  head: HeadDefinition,
  parameters: readonly Parameter[],
  { temperature, contrastive, classification }: DualOptions,
): Objective<TokenForm> {
  const both = (model: ModelScope, form: TokenForm): { readonly projected: Value; readonly outputs: Value } => {
    const { states, mask } = encodeTokens(model, definition, form);
    const pooled = maskedMean(states, mask);
    const projected = linear(pooled, model.parameter("projection.weight"), model.parameter("projection.bias"));
    return { projected, outputs: headOutputs(model, head, pooled) };
  };
  return {
    parameters,
    loss: (model, form) => {
      const { projected, outputs } = both(model, form);
      return add(
        mul(contrastiveLoss(model.graph, projected, temperature), contrastive),
        mul(classLoss(model.graph, outputs), classification),
      );
    },
    scores: (model, form) => {
      const { projected, outputs } = both(model, form);
      return { embeddings: l2Normalize(projected), outputs };
    },
  };
}
