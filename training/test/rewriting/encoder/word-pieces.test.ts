import { expect, test } from "vitest";
import { createTokenizer } from "whowrote/tokenizer/create-tokenizer";
import { choosePieces, keepPieces, wordPieceSchema } from "../../../src/rewriting/encoder/word-pieces.ts";

const vocabulary = [
  "[PAD]",
  "[unused0]",
  "[UNK]",
  "[CLS]",
  "[SEP]",
  "[MASK]",
  "r",
  "##e",
  "return",
  "##n",
  "value",
  "é",
  "rare",
];
const special = (content: string) => ({
  ...{ id: vocabulary.indexOf(content), content, special: true },
  ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
});
const whole = wordPieceSchema.parse({
  version: "1.0",
  truncation: { max_length: 128, strategy: "LongestFirst", stride: 0 },
  padding: null,
  added_tokens: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].map(special),
  normalizer: {
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [
      { SpecialToken: { id: "[CLS]", type_id: 0 } },
      { Sequence: { id: "A", type_id: 0 } },
      { SpecialToken: { id: "[SEP]", type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      "[CLS]": { id: "[CLS]", ids: [3], tokens: ["[CLS]"] },
      "[SEP]": { id: "[SEP]", ids: [4], tokens: ["[SEP]"] },
    },
  },
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: {
    ...{ type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100 },
    vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
  },
});
const names = (ids: readonly number[]): string[] => ids.map((id) => vocabulary[id]!);

test("what is added and what is one sign stays; of the rest the most used, none that was never used", () => {
  const counts = new Uint32Array(vocabulary.length);
  counts[vocabulary.indexOf("value")] = 2;
  counts[vocabulary.indexOf("return")] = 5;
  const needed = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "r", "##e", "##n"];
  expect(names(choosePieces(whole, counts, 9)).toSorted()).toEqual([...needed, "return"].toSorted());
  expect(names(choosePieces(whole, counts, 100)).toSorted()).toEqual([...needed, "return", "value"].toSorted());
  expect(names(choosePieces(whole, counts, 1)).toSorted()).toEqual(needed.toSorted());
});

test("the smaller tokenizer cuts kept words as before, and spells the others", () => {
  const smaller = keepPieces(whole, [0, 2, 3, 4, 5, 6, 7, 8, 9]);
  const tokenizer = createTokenizer(smaller, {});
  expect(tokenizer.vocabularySize).toBe(9);
  expect(tokenizer.special).toMatchObject({ pad: 0, unknown: 1, start: 2, end: 3, mask: 4 });
  const spelt = (text: string): string[] => {
    const ofId = new Map(Object.entries(smaller.model.vocab).map(([piece, id]) => [id, piece]));
    return [...tokenizer.encode(text).ids].map((id) => ofId.get(id)!);
  };
  expect(spelt("return ren value")).toEqual(["return", "r", "##e", "##n", "[UNK]"]);
  expect(() => keepPieces(whole, [0, 2, 3])).toThrow("Token 4 is needed");
});
