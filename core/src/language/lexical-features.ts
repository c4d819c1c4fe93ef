import { languageIds } from "../language.ts";
import { languages } from "./index.ts";

/** Enough to know a language by; the rest of a long file is not read. */
const longestRead = 20_000;
const tokenPattern = /[\p{L}_][\p{L}\p{N}_]*|\p{N}[\p{L}\p{N}_.]*|\n|[^\s\p{L}\p{N}_]/gu;
const longestWord = 24;
const keywords = new Set(languageIds.flatMap((id) => languages[id].keywords));
/** Neighbours in a run of shapes: enough for `(name: Type)`. */
const longestShapeRun = 5;

/**
 * What a language shows itself by, without knowing which one it is: the distinct hashes of a text's words and signs,
 * of two and three neighbours among them (with how they are spaced), of how lines begin, and of runs of shapes, in
 * which every name that is nowhere a keyword counts as the same: `const x: X =`.
 */
export function lexicalFeatures(text: string): ReadonlySet<number> {
  const features = new Set<number>();
  const tokens = readTokens(text.slice(0, longestRead));
  for (let at = 0; at < tokens.length; at++) {
    const one = tokens[at]!;
    if (one.text === "\n") continue;
    const two = tokens[at + 1];
    const three = tokens[at + 2];
    features.add(hash(`1${one.text}`));
    if (one.startsLine) features.add(hash(`^${one.indent}${one.text}`));
    if (!two) break;
    const pair = `${one.text}${two.gap}${two.text}`;
    features.add(hash(`2${pair}`));
    if (one.startsLine) features.add(hash(`^2${pair}`));
    if (three) features.add(hash(`3${pair}${three.gap}${three.text}`));
    let run = `s${one.shape}`;
    for (let next = at + 1; next < tokens.length && next < at + longestShapeRun; next++) {
      run += tokens[next]!.gap + tokens[next]!.shape;
      if (next > at + 1) features.add(hash(run));
    }
  }
  return features;
}

interface Token {
  readonly text: string;
  /** A keyword or sign as it is; "x", "X" or "0" for a name, a name with a capital, a number. */
  readonly shape: string;
  /** What stands before it: nothing or a blank. */
  readonly gap: "" | " ";
  readonly startsLine: boolean;
  /** Whether its line is indented. */
  readonly indent: "" | " ";
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  let startsLine = true;
  for (const { 0: found, index } of text.matchAll(tokenPattern)) {
    const gap = index > end ? " " : "";
    const isNumber = /^\p{N}/u.test(found);
    const word = isNumber ? "0" : found.slice(0, longestWord);
    tokens.push({ text: word, shape: shapeOf(word), gap, startsLine, indent: startsLine ? gap : "" });
    end = index + found.length;
    startsLine = found === "\n";
  }
  return tokens;
}

function shapeOf(word: string): string {
  if (keywords.has(word) || !/^[\p{L}_]/u.test(word)) return word;
  return /^\p{Lu}/u.test(word) ? "X" : "x";
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
