import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadTokenizer } from "../../src/node/load-tokenizer.ts";
import type { TokenizedText } from "../../src/tokenizer.ts";

/** Made by fixtures/make_reference.py. */
interface Reference {
  readonly texts: Readonly<Record<string, string>>;
  readonly repeated: Readonly<Record<string, readonly [string, number]>>;
  readonly tokenizers: Readonly<Record<string, TokenizerReference>>;
}

type Row = readonly [id: number, start: number, end: number];

interface TokenizerReference {
  readonly texts: Readonly<Record<string, readonly Row[]>>;
  readonly repeated: Readonly<Record<string, { readonly tokens: number; readonly sha256: string }>>;
}

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const reference = JSON.parse(readFileSync(`${fixtures}reference.json`, "utf8")) as Reference;

/**
 * Where the normalizer joins or reorders characters (NFC, NFKC, NFD, a replaced run of blanks), the reference gives a
 * token the first or the last of them; here it covers all that it was made from.
 */
const joined: Readonly<Record<string, readonly string[]>> = {
  modernbert: ["Hangul in parts", "composed and decomposed", "marks alone"],
  bert: ["composed and decomposed"],
  unigram: ["Hangul in parts", "composed and decomposed", "marks alone", "compatibility"],
  "unigram-spaces": ["code", "deep indentation", "joined signs"],
  t5: ["code", "tabs and CRLF", "deep indentation", "composed and decomposed", "joined signs"],
  "plain-bpe": ["composed and decomposed"],
};

/** Where it is off by one: a dropped first character shifts what follows. */
const wrongInReference: Readonly<Record<string, readonly string[]>> = { t5: ["byte order mark"] };

/** The same of long texts, of which the reference is only a hash. */
const joinedLong: Readonly<Record<string, readonly string[]>> = {
  modernbert: ["long marks"],
  unigram: ["long marks"],
  t5: ["long marks"],
};

const rows = ({ ids, starts, ends }: TokenizedText): Row[] => Array.from(ids, (id, at) => [id, starts[at]!, ends[at]!]);

describe.each(Object.entries(reference.tokenizers))(
  "%s gives the ids and offsets of the reference",
  (name, expected) => {
    const tokenizer = loadTokenizer(`${fixtures}${name}`);

    test.each(Object.entries(expected.texts))("%s", async (textName, tokens) => {
      const ours = rows((await tokenizer).encode(reference.texts[textName]!));
      if (wrongInReference[name]?.includes(textName))
        return expect(ours.map(([id]) => id)).toEqual(tokens.map(([id]) => id));
      if (!joined[name]?.includes(textName)) return expect(ours).toEqual(tokens);
      expect(ours.map(([id]) => id)).toEqual(tokens.map(([id]) => id));
      const narrower = ours.filter(([, start, end], at) => start > tokens[at]![1] || end < tokens[at]![2]);
      expect(narrower).toEqual([]);
    });

    test.each(Object.entries(expected.repeated))("%s", async (textName, { tokens, sha256 }) => {
      const [part, times] = reference.repeated[textName]!;
      const ours = (await tokenizer).encode(part.repeat(times));
      expect(ours.ids.length).toBe(tokens);
      if (joinedLong[name]?.includes(textName)) return;
      const flat = Int32Array.from(rows(ours).flat());
      expect(createHash("sha256").update(flat).digest("hex")).toBe(sha256);
    });
  },
);
