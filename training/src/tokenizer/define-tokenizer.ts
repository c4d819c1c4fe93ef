import type { BytePairs } from "./fit-byte-pairs.ts";
import type { TokenizerOptions, WordCut } from "./options.ts";

/** A regular expression as Oniguruma reads it, whose finds are words. */
const expressions: Readonly<Record<Exclude<WordCut, "gpt2">, { readonly regex: string; readonly rest: string }>> = {
  lines: {
    regex: String.raw`\r\n|[\r\n]|[ \t]{2,}| ?\p{L}+| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s`,
    rest: "Isolated",
  },
  pieces: { regex: String.raw`[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]`, rest: "Removed" },
};

/** `pre_tokenizer` of the tokenizer.json. */
export function definePreTokenizer(words: WordCut): object {
  const bytes = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: words === "gpt2" };
  if (words === "gpt2") return bytes;
  const { regex, rest } = expressions[words];
  const split = { type: "Split", pattern: { Regex: regex }, behavior: rest, invert: true };
  return { type: "Sequence", pretokenizers: [split, bytes] };
}

export interface TokenizerFiles {
  readonly "tokenizer.json": object;
  readonly "tokenizer_config.json": object;
}

/** What `whowrote`, `@huggingface/tokenizers` and Python's `tokenizers` and `transformers` load. */
export function defineTokenizer(
  { tokens, merges }: BytePairs,
  { words, specialTokens }: Pick<TokenizerOptions, "words" | "specialTokens">,
  reserved: readonly string[],
): TokenizerFiles {
  const [start, pad, end, unknown, mask] = specialTokens as [string, string, string, string, string];
  const idOf = (token: string): number => tokens.indexOf(token);
  const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  return {
    "tokenizer.json": {
      version: "1.0",
      truncation: null,
      padding: null,
      added_tokens: reserved.map((content) => ({ id: idOf(content), content, ...plain, special: true })),
      normalizer: null,
      pre_tokenizer: definePreTokenizer(words),
      post_processor: {
        type: "RobertaProcessing",
        sep: [end, idOf(end)],
        cls: [start, idOf(start)],
        trim_offsets: true,
        add_prefix_space: false,
      },
      decoder: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
      model: {
        type: "BPE",
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: false,
        vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
        merges,
      },
    },
    "tokenizer_config.json": {
      tokenizer_class: "PreTrainedTokenizerFast",
      ...{ bos_token: start, cls_token: start, eos_token: end, sep_token: end },
      ...{ pad_token: pad, unk_token: unknown, mask_token: mask },
      additional_special_tokens: reserved.slice(specialTokens.length),
      clean_up_tokenization_spaces: false,
    },
  };
}
