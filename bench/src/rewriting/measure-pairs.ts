import type { CodeEncoder } from "whowrote/node/encoder/code-encoder";
import { createAnatomy } from "whowrote/anatomy";
import { languages } from "whowrote/language/index";
import type { SyntaxParser } from "whowrote/node/grammars";
import { bareCode } from "whowrote/rewriting/bare-code";
import { cosine } from "whowrote/similarity/cosine";
import type { CodePair } from "./read-pairs.ts";

/** Code as rewriting compares it: without comments, docstrings, blank lines and header. */
export async function bareTexts(
  pairs: readonly CodePair[],
  parser: SyntaxParser,
): Promise<ReadonlyMap<string, string>> {
  const bare = new Map<string, string>();
  for (const { code, language } of pairs.flatMap(({ a, b }) => [a, b])) {
    if (bare.has(code)) continue;
    const tree = await parser.parse(code.replaceAll("\r\n", "\n"), languages[language]);
    const { text } = bareCode(createAnatomy(tree));
    bare.set(code, text.trim() === "" ? code : text);
  }
  return bare;
}

/** How alike the two sides of each pair are, in their order. */
export type MeasurePairs = (
  pairs: readonly CodePair[],
  bare: ReadonlyMap<string, string>,
) => Promise<readonly number[]> | readonly number[];

/** Cosine of what an encoder makes of the two sides. */
export const measureByEncoder =
  (encoder: CodeEncoder): MeasurePairs =>
  async (pairs, bare) => {
    const texts = [...new Set(pairs.flatMap(({ a, b }) => [bare.get(a.code)!, bare.get(b.code)!]))];
    const vectors = await encoder.encode(texts);
    const vectorOf = new Map(texts.map((text, at) => [text, vectors[at]!]));
    return pairs.map(({ a, b }) => cosine(vectorOf.get(bare.get(a.code)!)!, vectorOf.get(bare.get(b.code)!)!));
  };

/** Floor without any model: the share of all words and signs that both sides have (Jaccard 1901). */
export const measureBySharedWords: MeasurePairs = (pairs, bare) =>
  pairs.map(({ a, b }) => {
    const [first, second] = [a, b].map(({ code }) => new Set(bare.get(code)!.match(/\w+|[^\w\s]/g)));
    return first!.intersection(second!).size / Math.max(1, first!.union(second!).size);
  });

/** Floor that does not read the code: how equally long the two sides are. */
export const measureByLength: MeasurePairs = (pairs, bare) =>
  pairs.map(({ a, b }) => {
    const [first, second] = [a, b].map(({ code }) => bare.get(code)!.length);
    return Math.min(first!, second!) / Math.max(first!, second!);
  });
