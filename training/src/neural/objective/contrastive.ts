import type { EncoderDefinition } from "whowrote/encoder";
import type { Value } from "whowrote/graph";
import { maskedMean } from "whowrote/graph/operator/masked-pooling";
import { contrastiveLoss } from "../loss/contrastive-loss.ts";
import { encodeTokens, type TokenForm } from "../parameters/encoder-values.ts";
import type { ModelScope } from "../parameters/model-scope.ts";
import type { Objective } from "../objective.ts";
import type { Parameter } from "../parameters/parameter.ts";

/** SimCSE (Gao et al. 2021, section 3): a window comes twice, dropout differs, and the two must find each other. */
export function contrastiveObjective(
  definition: EncoderDefinition,
  parameters: readonly Parameter[],
  temperature: number,
): Objective<TokenForm> {
  const embeddings = (model: ModelScope, form: TokenForm): Value => {
    const { states, mask } = encodeTokens(model, definition, form);
    return maskedMean(states, mask);
  };
  return {
    parameters,
    loss: (model, form) => contrastiveLoss(model.graph, embeddings(model, form), temperature),
    scores: (model, form) => ({ embeddings: embeddings(model, form) }),
  };
}
