import { z } from "zod";
import type { BertDefinition } from "../encoder.ts";
import {
  activationField,
  checkHeads,
  epsilonField,
  idField,
  layersField,
  notDecoder,
  rateField,
  sizeField,
} from "./config-fields.ts";

/** Fields and defaults as in BertConfig and RobertaConfig of the package transformers. */
const fields = z.looseObject({
  ...notDecoder,
  vocab_size: sizeField,
  hidden_size: sizeField,
  num_hidden_layers: layersField,
  num_attention_heads: sizeField,
  intermediate_size: sizeField,
  max_position_embeddings: sizeField,
  type_vocab_size: sizeField.default(2),
  hidden_act: activationField.default("gelu"),
  position_embedding_type: z
    .literal("absolute", 'only position_embedding_type "absolute" is supported')
    .default("absolute"),
  layer_norm_eps: epsilonField.default(1e-12),
  hidden_dropout_prob: rateField.default(0.1),
  attention_probs_dropout_prob: rateField.default(0.1),
  pad_token_id: idField,
});

export function bertConfig(family: BertDefinition["family"]): z.ZodType<BertDefinition> {
  return fields.transform((config, context): BertDefinition => {
    checkHeads(config.hidden_size, config.num_attention_heads, context);
    const padId = config.pad_token_id ?? (family === "roberta" ? 1 : 0);
    // RoBERTa counts positions from behind its padding token; what comes before is never used.
    const maxTokens = config.max_position_embeddings - (family === "roberta" ? padId + 1 : 0);
    if (maxTokens < 1)
      context.addIssue(
        `max_position_embeddings ${config.max_position_embeddings} leaves no position after pad_token_id ${padId}`,
      );
    return {
      family,
      vocabularySize: config.vocab_size,
      hiddenSize: config.hidden_size,
      layers: config.num_hidden_layers,
      heads: config.num_attention_heads,
      headSize: config.hidden_size / config.num_attention_heads,
      feedForwardSize: config.intermediate_size,
      activation: config.hidden_act,
      normEpsilon: config.layer_norm_eps,
      padId,
      maxTokens,
      positions: config.max_position_embeddings,
      segments: config.type_vocab_size,
      dropout: {
        embedding: config.hidden_dropout_prob,
        attention: config.attention_probs_dropout_prob,
        hidden: config.hidden_dropout_prob,
        feedForward: 0,
      },
    };
  });
}
