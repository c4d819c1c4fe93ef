import fc from "fast-check";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadTokenizer } from "../../src/node/load-tokenizer.ts";
import { byteCharacters } from "../../src/tokenizer/byte-alphabet.ts";
import { createTokenizer } from "../../src/tokenizer/create-tokenizer.ts";
import { findAll } from "../../src/tokenizer/find-all.ts";
import { checkVocabulary, type Tokenizer } from "../../src/tokenizer.ts";

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const names = ["roberta", "modernbert", "split", "bert", "bert-cased", "unigram", "unigram-spaces", "t5", "plain-bpe"];

/** Of whole characters, lone surrogates, blanks, marks and the spellings of special tokens. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        "<s>",
        "</s>",
        "<pad>",
        "[CLS]",
        "[unused1]",
        "|||IP|||",
        "  ",
        "\r\n",
        "\t",
        "e\u0301",
        "\u1112\u1161",
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const isInsidePair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && text.codePointAt(at - 1)! > 0xffff && /[\udc00-\udfff]/.test(text[at]!);

describe.each(names)("with the tokenizer %s", (name) => {
  test("every token lies within the text, in order, and cuts no character", async () => {
    const tokenizer = await loadTokenizer(fixtures + name);
    const special = new Set(["start", "end", "pad", "mask"].map((key) => tokenizer.special[key as "pad"]));
    fc.assert(
      fc.property(nasty, (text) => {
        const { ids, starts, ends } = tokenizer.encode(text);
        for (const [at, id] of ids.entries()) {
          expect(id).toBeLessThan(tokenizer.vocabularySize);
          if (id !== tokenizer.special.unknown && name !== "plain-bpe" && name !== "split")
            expect(special).not.toContain(id);
          expect(starts[at]).toBeLessThan(ends[at]!);
          expect(starts[at]).toBeGreaterThanOrEqual(at > 0 ? starts[at - 1]! : 0);
          expect(ends[at]).toBeLessThanOrEqual(text.length);
          expect(isInsidePair(text, starts[at]!) || isInsidePair(text, ends[at]!)).toBe(false);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("a word that was seen before gives the same tokens as one that was not", async () => {
    const [seen, unseen] = await Promise.all([loadTokenizer(fixtures + name), loadTokenizer(fixtures + name)]);
    const text = "return self.size - 1  # größe";
    for (let times = 0; times < 3; times++) seen.encode(`${text}\n`);
    expect(seen.encode(text)).toEqual(unseen.encode(text));
  });
});

test("the tokens of byte-level BPE spell the bytes of the text", async () => {
  const tokenizer = await loadTokenizer(`${fixtures}roberta`);
  const spelling = spellings(tokenizer, `${fixtures}roberta/vocab.json`);
  fc.assert(
    fc.property(nasty, (text) => {
      const spelt = Array.from(tokenizer.encode(text).ids, (id) => spelling.get(id)).join("");
      const bytes = new TextEncoder().encode(text);
      expect(spelt).toBe(Array.from(bytes, (byte) => byteCharacters[byte]).join(""));
    }),
  );
});

test("10 MB in one line are read like its parts", async () => {
  const tokenizer = await loadTokenizer(`${fixtures}roberta`);
  const part = "for(let i=0;i<n;i++){sum+=values[i]*1.5;}";
  const once = tokenizer.encode(part);
  const { ids, ends } = tokenizer.encode(part.repeat(250_000));
  expect(ids.length).toBe(once.ids.length * 250_000);
  expect(ends.at(-1)).toBe(part.length * 250_000);
});

test("letters by the million that no blank separates are cut without an overflow", () => {
  const text = `x ${"é中".repeat(3_000_000)} y`;
  const finds = Array.from(findAll(text, /\p{L}+/gu), ({ text: found }) => found);
  expect(finds.at(0)).toBe("x");
  expect(finds.at(-1)).toBe("y");
  expect(finds.length).toBeGreaterThan(3);
  expect(finds.join("").length).toBe(6_000_002);
});

test("no text, and for WordPiece blanks only, give no tokens", async () => {
  const [bytes, pieces] = await Promise.all([loadTokenizer(`${fixtures}roberta`), loadTokenizer(`${fixtures}bert`)]);
  expect(bytes.encode("").ids.length).toBe(0);
  expect(bytes.encode(" \n").ids.length).toBeGreaterThan(0);
  expect(pieces.encode("").ids.length).toBe(0);
  expect(pieces.encode(" \t\r\n\u3000").ids.length).toBe(0);
});

test("the special tokens are found by the tokenizer's own rules", async () => {
  const special = async (name: string) => (await loadTokenizer(fixtures + name)).special;
  expect(await special("roberta")).toEqual({ start: 0, pad: 1, end: 2, unknown: 3, mask: 4 });
  expect(await special("bert")).toEqual({ pad: 0, unknown: 1, start: 2, end: 3, mask: 4 });
  const { idOf, special: modern } = await loadTokenizer(`${fixtures}modernbert`);
  expect(modern).toMatchObject({ start: idOf("[CLS]"), end: idOf("[SEP]"), pad: idOf("[PAD]"), mask: idOf("[MASK]") });
  // T5 begins with the text.
  expect(await special("unigram")).toEqual({ end: 1, pad: 0, unknown: 2 });
});

describe("what does not belong together is refused", () => {
  const bytes = Object.fromEntries(byteCharacters.map((character, id) => [character, id]));
  const define = (model: object, rest: object = {}) => ({
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false },
    model: { type: "BPE", vocab: bytes, merges: [], ...model },
    ...rest,
  });

  test.each<[string, unknown, RegExp]>([
    ["no object", null, /tokenizer\.json is not as it must be/],
    ["no model", {}, /tokenizer\.json is not as it must be/],
    ["no vocabulary", { model: { type: "BPE", merges: [] } }, /vocab/],
    ["an empty vocabulary", define({ vocab: {} }), /vocabulary is empty/],
    ["an unknown model", { model: { type: "WordLevel", vocab: { a: 0 } } }, /"WordLevel".*BPE, WordPiece, Unigram/],
    ["a model named like a property of objects", { model: { type: "constructor" } }, /"constructor"/],
    ["ids with a hole", define({ vocab: { ...bytes, more: 300 } }), /no token with the id 256/],
    ["two tokens with one id", define({ vocab: { ...bytes, more: 255 } }), /"more" share the id 255/],
    ["an id beyond all bounds", define({ vocab: { ...bytes, more: 1e9 } }), /has the id 1000000000/],
    ["an id that is no whole number", define({ vocab: { ...bytes, more: 1.5 } }), /has the id 1\.5/],
    ["an added token with another id", define({}, { added_tokens: [{ id: 256, content: "a" }] }), /"a" has two ids/],
    ["a merge of unknown tokens", define({ merges: ["a b"] }), /Merge 1.*"a b".*"ab"/],
    ["a merge of one", define({ merges: [["a", "b"], "ab"] }), /Merge 1/],
    ["a merge that is none", define({ vocab: { ...bytes, ab: 256 }, merges: ["a b", "ab"] }), /Merge 2.*"left right"/],
    ["fallback to bytes", define({ byte_fallback: true }), /byte_fallback/],
    ["an unknown normalizer", define({}, { normalizer: { type: "Nmt" } }), /"Nmt".*BertNormalizer/],
    ["an unknown pre_tokenizer", define({}, { pre_tokenizer: { type: "UnicodeScripts" } }), /"UnicodeScripts"/],
    [
      "a pattern that is none",
      define({}, { normalizer: { type: "Replace", pattern: { Regex: "(" }, content: "" } }),
      /"\("/,
    ],
    [
      "cuts after the bytes were made",
      define({}, { pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "ByteLevel" }, { type: "Digits" }] } }),
      /after ByteLevel/,
    ],
    ["a cut character map", define({}, { normalizer: characterMap("AAAAAAAA") }), /precompiled_charsmap.*damaged/],
    ["a character map that is none", define({}, { normalizer: characterMap("%") }), /precompiled_charsmap/],
    ["sequences without end", define({}, { normalizer: nest(1000) }), /deeper than 16/],
    ["WordPiece without a token for the unknown", { model: { type: "WordPiece", vocab: { a: 0 } } }, /"\[UNK\]"/],
    ["an unknown piece that is none", { model: { type: "Unigram", vocab: [["a", -1]], unk_id: 7 } }, /unk_id 7/],
    [
      "two tokens before the text",
      define(
        {},
        { post_processor: { type: "TemplateProcessing", single: [...["a", "b"].map(templateItem), { Sequence: {} }] } },
      ),
      /at most one token before/,
    ],
  ])("%s", (_, definition, message) => {
    expect(() => createTokenizer(definition)).toThrow(message);
  });

  test("more tokens than the embedding has rows", () => {
    const tokenizer: Pick<Tokenizer, "vocabularySize"> = { vocabularySize: 50_265 };
    expect(() => checkVocabulary(tokenizer, 30_522)).toThrow(/50265 tokens.*30522 rows/);
    expect(() => checkVocabulary(tokenizer, 50_304)).not.toThrow();
  });
});

function templateItem(id: string): object {
  return { SpecialToken: { id } };
}

function characterMap(base64: string): object {
  return { type: "Precompiled", precompiled_charsmap: base64 };
}

function nest(depth: number): object {
  let inner: object = { type: "NFC" };
  for (let level = 0; level < depth; level++) inner = { type: "Sequence", normalizers: [inner] };
  return inner;
}

function spellings({ idOf }: Tokenizer, vocabulary: string): ReadonlyMap<number, string> {
  const tokens = Object.keys(JSON.parse(readFileSync(vocabulary, "utf8")) as object);
  return new Map(tokens.map((token) => [idOf(token)!, token]));
}
