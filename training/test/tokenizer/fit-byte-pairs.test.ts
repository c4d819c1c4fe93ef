import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createTokenizer } from "whowrote/tokenizer/create-tokenizer";
import { WordCounter } from "../../src/tokenizer/count-words.ts";
import { definePreTokenizer, defineTokenizer } from "../../src/tokenizer/define-tokenizer.ts";
import { fitBytePairs } from "../../src/tokenizer/fit-byte-pairs.ts";
import type { WordCut } from "../../src/tokenizer/options.ts";
import { shareOut } from "../../src/tokenizer/share-out.ts";

/** Made by fixtures/make_reference.py. */
interface Reference {
  readonly corpus: readonly string[];
  readonly texts: readonly string[];
  readonly cuts: Readonly<Record<WordCut, { readonly merges: readonly string[]; readonly ids: readonly number[][] }>>;
}

const reference = JSON.parse(readFileSync(new URL("fixtures/reference.json", import.meta.url), "utf8")) as Reference;

const specialTokens = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"];

function learn(words: WordCut, vocabulary = 600) {
  const counter = new WordCounter(definePreTokenizer(words));
  for (const text of reference.corpus) counter.add(text);
  return fitBytePairs(counter.counts, { vocabulary, minimumFrequency: 3, reserved: specialTokens });
}

describe.each(["gpt2", "lines", "pieces"] as const)("words cut as %s", (words) => {
  const expected = reference.cuts[words];

  test("give the merges of the reference's trainer", () => {
    expect(learn(words).merges.map((merge) => merge.join(" "))).toEqual(expected.merges);
  });

  test("make a tokenizer that reads as the reference does", () => {
    const files = defineTokenizer(learn(words), { words, specialTokens }, specialTokens);
    const tokenizer = createTokenizer(files["tokenizer.json"]);
    for (const [at, text] of reference.texts.entries())
      expect([...tokenizer.encode(text).ids]).toEqual(expected.ids[at]);
  });
});

test("line ends and runs of blanks are tokens of their own", () => {
  const files = defineTokenizer(learn("lines"), { words: "lines", specialTokens }, specialTokens);
  const { encode, idOf } = createTokenizer(files["tokenizer.json"]);
  const ids = encode("x\n        return\r\n\t\treturn").ids;
  expect([...ids]).toEqual(["x", "Ċ", "ĠĠĠĠĠĠĠĠ", "return", "čĊ", "ĉĉ", "return"].map(idOf));
});

test("a larger vocabulary begins with the smaller one, and equal words give equal merges in any order", () => {
  const small = learn("lines", 400);
  expect(small.tokens).toEqual(learn("lines").tokens.slice(0, 400));
  const words = new Map([
    ["abab", 3],
    ["aaaa", 3],
    ["ba", 3],
  ]);
  const settings = { vocabulary: 300, minimumFrequency: 2, reserved: [] };
  const backwards = new Map([...words].reverse());
  expect(fitBytePairs(backwards, settings)).toEqual(fitBytePairs(words, settings));
});

test("nothing is merged that is seen too seldom, and a vocabulary without room for the bytes is refused", () => {
  const words = new Map([
    ["xy", 2],
    ["zz", 3],
  ]);
  const { merges, tokens } = fitBytePairs(words, { vocabulary: 300, minimumFrequency: 3, reserved: ["<s>"] });
  expect(merges).toEqual([["z", "z"]]);
  expect(tokens.length).toBe(258);
  expect(() => fitBytePairs(words, { vocabulary: 256, minimumFrequency: 2, reserved: ["<s>"] })).toThrow(/no room/);
});

test("runs of data are not counted as words", () => {
  const counter = new WordCounter(definePreTokenizer("gpt2"));
  counter.add(`a ${"x".repeat(257)} b`);
  expect([...counter.counts.keys()]).toEqual(["a", " b"]);
});

/** Counts all pairs anew after every merge. */
function fitSlowly(words: ReadonlyMap<string, number>, merges: number): string[] {
  const sequences = Array.from(words, ([word, count]) => ({ symbols: [...word], count }));
  const order = new Map(Array.from({ length: 26 }, (_, at) => [String.fromCharCode(97 + at), at]));
  const made: string[] = [];
  while (made.length < merges) {
    const counts = new Map<string, number>();
    for (const { symbols, count } of sequences)
      for (let at = 0; at + 1 < symbols.length; at++) {
        const pair = `${symbols[at]} ${symbols[at + 1]}`;
        counts.set(pair, (counts.get(pair) ?? 0) + count);
      }
    const rank = (pair: string) => pair.split(" ").map((symbol) => order.get(symbol)!) as [number, number];
    const [best] = [...counts].sort(([a, countA], [b, countB]) => {
      const [[leftA, rightA], [leftB, rightB]] = [rank(a), rank(b)];
      return countB - countA || leftA - leftB || rightA - rightB;
    });
    if (!best) break;
    const [left, right] = best[0].split(" ") as [string, string];
    made.push(best[0]);
    if (!order.has(left + right)) order.set(left + right, order.size);
    for (const { symbols } of sequences)
      for (let at = 0; at + 1 < symbols.length; at++)
        if (symbols[at] === left && symbols[at + 1] === right) symbols.splice(at, 2, left + right);
  }
  return made;
}

test("counting only what changes gives what counting everything anew gives", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.dictionary(word, fc.integer({ min: 1, max: 5 }), { maxKeys: 12 }), (counts) => {
      const words = new Map(Object.entries(counts));
      const { merges } = fitBytePairs(words, { vocabulary: 271, minimumFrequency: 1, reserved: [] });
      const slow = fitSlowly(words, merges.length);
      expect(merges.map((merge) => merge.join(" "))).toEqual(slow);
    }),
    { numRuns: 300 },
  );
});

test("a total is shared out evenly, and what one does not want goes to the others", () => {
  const wanted = new Map([
    ["c", 100],
    ["go", 2],
    ["java", 10],
  ]);
  expect(shareOut(wanted, 30)).toEqual(
    new Map([
      ["go", 2],
      ["java", 10],
      ["c", 18],
    ]),
  );
  expect(shareOut(wanted, 1000)).toEqual(
    new Map([
      ["go", 2],
      ["java", 10],
      ["c", 100],
    ]),
  );
  expect(shareOut(wanted, 3)).toEqual(
    new Map([
      ["go", 1],
      ["java", 1],
      ["c", 1],
    ]),
  );
});
