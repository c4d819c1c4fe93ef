import { z } from "zod";
import type { T5Definition } from "../encoder.ts";
import { activationField, epsilonField, idField, layersField, rateField, sizeField } from "./config-fields.ts";

/** `relu`, or `gated-gelu`: whether a second linear layer gates the feed-forward, and its activation. */
const feedForwardField = z.string().transform((text, context) => {
  const gated = text.startsWith("gated-");
  const name = gated ? text.slice("gated-".length) : text;
  // T5 1.1 means the approximation by "gated-gelu" (T5Config of the package transformers, "for backwards compatibility").
  const activation = activationField.safeParse(text === "gated-gelu" ? "gelu_new" : name);
  if (activation.success) return { gated, activation: activation.data };
  context.addIssue(activation.error.issues[0]!.message);
  return z.NEVER;
});

/** Fields and defaults as in T5Config of the package transformers. */
export const t5Config: z.ZodType<T5Definition> = z
  .looseObject({
    vocab_size: sizeField,
    d_model: sizeField,
    d_kv: sizeField,
    d_ff: sizeField,
    num_layers: layersField,
    num_heads: sizeField,
    relative_attention_num_buckets: z.int().min(4).max(4096).multipleOf(2).default(32),
    relative_attention_max_distance: z.int().min(2).max(65_536).default(128),
    feed_forward_proj: feedForwardField.default({ gated: false, activation: "relu" }),
    layer_norm_epsilon: epsilonField.default(1e-6),
    dropout_rate: rateField.default(0.1),
    n_positions: sizeField.default(512),
    pad_token_id: idField,
  })
  .transform((config, context): T5Definition => {
    const { relative_attention_num_buckets: buckets, relative_attention_max_distance: maxDistance } = config;
    if (maxDistance <= buckets / 4)
      context.addIssue(
        `relative_attention_max_distance ${maxDistance} must be more than a quarter of relative_attention_num_buckets ${buckets}`,
      );
    return {
      family: "t5",
      vocabularySize: config.vocab_size,
      hiddenSize: config.d_model,
      layers: config.num_layers,
      heads: config.num_heads,
      headSize: config.d_kv,
      feedForwardSize: config.d_ff,
      ...config.feed_forward_proj,
      normEpsilon: config.layer_norm_epsilon,
      padId: config.pad_token_id ?? 0,
      maxTokens: config.n_positions,
      buckets,
      maxDistance,
      dropout: {
        embedding: config.dropout_rate,
        attention: config.dropout_rate,
        hidden: config.dropout_rate,
        feedForward: config.dropout_rate,
      },
    };
  });
