import type { EncoderDefinition } from "whowrote/encoder";
import { maskedMean } from "whowrote/graph/operator/masked-pooling";
import type { Value } from "whowrote/graph";
import { classLoss } from "../loss/class-loss.ts";
import { encodeTokens, type TokenForm } from "../parameters/encoder-values.ts";
import type { HeadDefinition } from "whowrote/encoder-head";
import { headOutputs } from "../parameters/head-values.ts";
import type { ModelScope } from "../parameters/model-scope.ts";
import type { Objective } from "../objective.ts";
import type { Parameter } from "../parameters/parameter.ts";

/** Labels windows: the mean of the last states of the tokens, then a head. */
export function labelObjective(
  definition: EncoderDefinition,
  head: HeadDefinition,
  parameters: readonly Parameter[],
): Objective<TokenForm> {
  const outputs = (model: ModelScope, form: TokenForm): Value => {
    const { states, mask } = encodeTokens(model, definition, form);
    return headOutputs(model, head, maskedMean(states, mask));
  };
  return {
    parameters,
    loss: (model, form) => classLoss(model.graph, outputs(model, form)),
    scores: (model, form) => ({ outputs: outputs(model, form) }),
  };
}
