import { z } from "zod";

export const addedTokenSchema = z.object({
  id: z.int().nonnegative(),
  content: z.string().min(1),
  special: z.boolean().default(false),
  single_word: z.boolean().default(false),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
  /** Looked for in the normalised text rather than in the given one. */
  normalized: z.boolean().optional(),
});

export type AddedToken = z.infer<typeof addedTokenSchema>;

/**
 * A tokenizer.json (huggingface/tokenizers): added tokens are found first, then the text is normalised, cut into words,
 * and each word into tokens. What the parts hold is checked where they are created. `truncation`, `padding` and `decoder`
 * are not read.
 */
export const tokenizerDefinitionSchema = z.object({
  added_tokens: z.array(addedTokenSchema).default([]),
  normalizer: z.unknown().optional(),
  pre_tokenizer: z.unknown().optional(),
  post_processor: z.unknown().optional(),
  model: z.looseObject({ type: z.string().optional() }),
});

export type TokenizerDefinition = z.infer<typeof tokenizerDefinitionSchema>;

const nameSchema = z
  .union([z.string(), z.object({ content: z.string() }).transform(({ content }) => content)])
  .nullish();

/** What is read of tokenizer_config.json and special_tokens_map.json. */
export const tokenNamesSchema = z.object({
  bos_token: nameSchema,
  eos_token: nameSchema,
  cls_token: nameSchema,
  sep_token: nameSchema,
  pad_token: nameSchema,
  mask_token: nameSchema,
  unk_token: nameSchema,
  additional_special_tokens: z.array(nameSchema).nullish(),
  add_prefix_space: z.boolean().nullish(),
  do_lower_case: z.boolean().nullish(),
  strip_accents: z.boolean().nullish(),
  tokenize_chinese_chars: z.boolean().nullish(),
});

export type TokenNames = z.infer<typeof tokenNamesSchema>;
