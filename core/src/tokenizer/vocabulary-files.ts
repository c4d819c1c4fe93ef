import { z } from "zod";
import type { TokenNames } from "./definition.ts";

const tokenIds = z.record(z.string(), z.int().nonnegative());

/** The files that a RoBERTa tokenizer ships as when it has no tokenizer.json. */
export interface BytePairFiles {
  /** Content of vocab.json: ids by token. */
  readonly vocabulary: unknown;
  /** Text of merges.txt: a pair a line. */
  readonly merges: string;
  /** Content of added_tokens.json. */
  readonly added?: unknown;
}

/** What a tokenizer.json made from them would hold (transformers, convert_slow_tokenizer.py, RobertaConverter). */
export function defineRoberta({ vocabulary, merges, added }: BytePairFiles, names: TokenNames): unknown {
  const vocab = readIds(vocabulary, "vocab.json");
  const more = added === undefined ? {} : readIds(added, "added_tokens.json");
  const find = (what: string, ...candidates: readonly (string | null | undefined)[]): [string, number] => {
    const name = candidates.find((candidate) => candidate != null)!;
    const id = vocab[name] ?? more[name];
    if (id === undefined)
      throw new Error(`vocab.json has no token ${JSON.stringify(name)}, which ${what}. Fetch the tokenizer again.`);
    return [name, id];
  };
  const cls = find("stands before the text", names.cls_token, names.bos_token, "<s>");
  const sep = find("stands behind the text", names.sep_token, names.eos_token, "</s>");
  const special = new Set([
    ...[cls[0], sep[0], names.bos_token, names.eos_token, names.pad_token ?? "<pad>", names.mask_token ?? "<mask>"],
    ...[names.unk_token ?? "<unk>", ...(names.additional_special_tokens ?? [])],
  ]);
  const addedTokens = Object.entries({ ...more, ...pick(vocab, special) }).map(([content, id]) => ({
    id,
    content,
    special: special.has(content),
    normalized: !special.has(content),
  }));
  return {
    added_tokens: addedTokens,
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: names.add_prefix_space ?? false },
    post_processor: { type: "RobertaProcessing", cls, sep },
    model: { type: "BPE", vocab, merges: readMerges(merges) },
  };
}

/** What BERT's vocab.txt, a token a line, means (google-research/bert, tokenization.py). */
export function defineBert(vocabularyText: string, names: TokenNames): unknown {
  const tokens = vocabularyText.replace(/\r?\n$/, "").split(/\r?\n/);
  const vocab: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const [id, token] of tokens.entries()) {
    if (vocab[token] !== undefined)
      throw new Error(
        `Lines ${vocab[token] + 1} and ${id + 1} of vocab.txt are both ${JSON.stringify(token)}. Fetch it again.`,
      );
    vocab[token] = id;
  }
  const [unknown, cls, sep] = [names.unk_token ?? "[UNK]", names.cls_token ?? "[CLS]", names.sep_token ?? "[SEP]"];
  for (const name of [unknown, cls, sep])
    if (vocab[name] === undefined)
      throw new Error(
        `vocab.txt has no line ${JSON.stringify(name)}: it is no vocabulary of BERT. Fetch the tokenizer again.`,
      );
  const special = new Set([unknown, cls, sep, names.pad_token ?? "[PAD]", names.mask_token ?? "[MASK]"]);
  return {
    added_tokens: Object.entries(pick(vocab, special)).map(([content, id]) => ({ id, content, special: true })),
    normalizer: {
      type: "BertNormalizer",
      lowercase: names.do_lower_case ?? true,
      strip_accents: names.strip_accents,
      handle_chinese_chars: names.tokenize_chinese_chars ?? true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: { type: "BertProcessing", cls: [cls, vocab[cls]], sep: [sep, vocab[sep]] },
    model: { type: "WordPiece", unk_token: unknown, vocab },
  };
}

/** A first line "#version: 0.2" and blank lines are no merges. */
function readMerges(text: string): string[] {
  return text.split(/\r?\n/).filter((line, at) => line !== "" && !(at === 0 && line.startsWith("#version")));
}

function readIds(content: unknown, file: string): Readonly<Record<string, number>> {
  const parsed = tokenIds.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is no table of tokens and ids:\n${z.prettifyError(parsed.error).slice(0, 500)}`);
}

function pick(
  vocab: Readonly<Record<string, number>>,
  names: ReadonlySet<string | null | undefined>,
): Record<string, number> {
  return Object.fromEntries(Object.entries(vocab).filter(([token]) => names.has(token)));
}
