import { z } from "zod";

/** How text is cut into words before it is learned which parts of words are tokens; no token reaches across two words. */
export const wordCuts = {
  lines: "line ends and runs of blanks are words of their own; a single space belongs to the word behind it",
  gpt2: "as GPT-2 and RoBERTa cut",
  pieces: "names and single signs, blanks left out: what the encoder's readings hand over",
} as const;

export type WordCut = keyof typeof wordCuts;

/** Start, padding, end, unknown, mask: ids 0 to 4. */
export const specialTokenNames = z
  .array(z.string().min(1))
  .length(5, "must be five names")
  .refine((names) => new Set(names).size === names.length, "must be five different names");

/** Everything that decides what a tokenizer becomes, beside the data. */
export const tokenizerOptionsSchema = z.strictObject({
  kind: z.literal("byte-level-bpe").default("byte-level-bpe"),
  /** Tokens in all, special ones and the 256 bytes among them. */
  vocabulary: z.int().min(300).max(1_000_000).default(8192),
  /** A pair that is seen less often is not merged. */
  minimumFrequency: z.int().min(1).default(2),
  words: z.enum(Object.keys(wordCuts) as [WordCut, ...WordCut[]]).default("lines"),
  specialTokens: specialTokenNames.default(["<s>", "<pad>", "</s>", "<unk>", "<mask>"]),
  /** Millions of UTF-16 units of text that are counted, shared out among the languages. */
  megabytes: z.number().positive().max(2000).default(30),
  seed: z.int().default(1),
});

export type TokenizerOptions = z.infer<typeof tokenizerOptionsSchema>;
