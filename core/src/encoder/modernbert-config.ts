import { z } from "zod";
import type { ModernBertDefinition } from "../encoder.ts";
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

const thetaField = z.number().positive();

const rotaryField = z.looseObject({
  rope_type: z.literal("default", 'only rope_type "default" is supported').default("default"),
  rope_theta: thetaField.optional(),
});

/** Both ways of saying which layers look how far: a list of layer types, and before that every n-th layer being global. */
const fields = z.looseObject({
  ...notDecoder,
  vocab_size: sizeField,
  hidden_size: sizeField,
  num_hidden_layers: layersField,
  num_attention_heads: sizeField,
  intermediate_size: sizeField,
  max_position_embeddings: sizeField.max(1_000_000),
  hidden_activation: activationField.default("gelu"),
  norm_eps: epsilonField.default(1e-5),
  norm_bias: z.boolean().default(false),
  attention_bias: z.boolean().default(false),
  mlp_bias: z.boolean().default(false),
  local_attention: z.int().min(0).default(128),
  layer_types: z.array(z.enum(["full_attention", "sliding_attention"])).nullish(),
  global_attn_every_n_layers: z.int().min(1).default(3),
  rope_parameters: z
    .looseObject({ full_attention: rotaryField.nullish(), sliding_attention: rotaryField.nullish() })
    .nullish(),
  rope_scaling: z.null("rope_scaling is not supported").optional(),
  global_rope_theta: thetaField.default(160_000),
  // Null meant the same theta as in global layers.
  local_rope_theta: thetaField.nullable().default(10_000),
  embedding_dropout: rateField.default(0),
  attention_dropout: rateField.default(0),
  mlp_dropout: rateField.default(0),
  pad_token_id: idField,
});

/** Fields and defaults as in ModernBertConfig of the package transformers. */
export const modernBertConfig: z.ZodType<ModernBertDefinition> = fields.transform(
  (config, context): ModernBertDefinition => {
    const headSize = config.hidden_size / config.num_attention_heads;
    checkHeads(config.hidden_size, config.num_attention_heads, context);
    if (headSize % 2 !== 0) context.addIssue(`heads of odd size ${headSize} cannot be rotated`);
    const types = config.layer_types;
    if (types && types.length !== config.num_hidden_layers)
      context.addIssue(`layer_types names ${types.length} layers, num_hidden_layers says ${config.num_hidden_layers}`);
    const isGlobal = (layer: number) =>
      types ? types[layer] === "full_attention" : layer % config.global_attn_every_n_layers === 0;
    const { full_attention: full, sliding_attention: sliding } = config.rope_parameters ?? {};
    const global = full?.rope_theta ?? config.global_rope_theta;
    return {
      family: "modernbert",
      vocabularySize: config.vocab_size,
      hiddenSize: config.hidden_size,
      layers: config.num_hidden_layers,
      heads: config.num_attention_heads,
      headSize,
      feedForwardSize: config.intermediate_size,
      activation: config.hidden_activation,
      normEpsilon: config.norm_eps,
      padId: config.pad_token_id ?? 0,
      maxTokens: config.max_position_embeddings,
      attention: Array.from({ length: config.num_hidden_layers }, (_, layer) => (isGlobal(layer) ? "global" : "local")),
      reach: Math.floor(config.local_attention / 2),
      theta: { global, local: sliding?.rope_theta ?? config.local_rope_theta ?? global },
      bias: { norm: config.norm_bias, attention: config.attention_bias, feedForward: config.mlp_bias },
      // The published code drops what attention adds at the rate of its probabilities, and nothing after the feed-forward.
      dropout: {
        embedding: config.embedding_dropout,
        attention: config.attention_dropout,
        hidden: config.attention_dropout,
        feedForward: config.mlp_dropout,
      },
    };
  },
);
