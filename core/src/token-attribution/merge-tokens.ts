import type { SourceToken, TokenOffsets } from "../token-attribution.ts";

const wordSign = /[\p{L}\p{M}\p{N}_$]/u;

/**
 * Sums the pieces of one name, word or number, and the bytes of one sign. Pieces belong together where they overlap, or
 * touch between two signs of a word. A mark of layout stays by itself.
 * @param contributions one per token
 */
export function mergeTokens(text: string, { starts, ends }: TokenOffsets, contributions: Float64Array): SourceToken[] {
  const merged: SourceToken[] = [];
  const lines = createLineCounter(text);
  for (const [at, contribution] of contributions.entries()) {
    const { start, end } = trim(text, starts[at]!, ends[at]!);
    const last = merged.at(-1);
    if (last && belongsTo(text, last, start, end))
      merged[merged.length - 1] = {
        ...last,
        end: Math.max(last.end, end),
        contribution: last.contribution + contribution,
      };
    else merged.push({ start, end, line: lines(start), contribution });
  }
  return merged;
}

/** The share of every line of the text; the empty one behind the last line end is none. */
export function sumByLine(text: string, tokens: readonly SourceToken[]): number[] {
  const sums = Array.from({ length: countLines(text) }, () => 0);
  for (const { line, contribution } of tokens) sums[line - 1]! += contribution;
  return sums;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at + 1 < text.length; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/** Byte-level tokens carry the blanks before a word. A token of blanks only keeps them. */
function trim(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const inner = text.slice(start, end);
  const bare = inner.trimStart();
  if (bare === "") return { start, end };
  const first = start + inner.length - bare.length;
  return { start: first, end: first + bare.trimEnd().length };
}

function belongsTo(text: string, last: SourceToken, start: number, end: number): boolean {
  if (last.start === last.end || start === end) return false;
  if (start < last.end) return true;
  return start === last.end && isWordSign(text, start, -1) && isWordSign(text, start, 0);
}

/** Whether the sign before (-1) or behind (0) this place is one that words are made of. */
function isWordSign(text: string, place: number, side: -1 | 0): boolean {
  const unit = text.charCodeAt(place + side);
  const isSecondHalf = side < 0 && unit >= 0xdc00 && unit <= 0xdfff;
  const point = text.codePointAt(place + side - (isSecondHalf ? 1 : 0));
  return point !== undefined && wordSign.test(String.fromCodePoint(point));
}

/** The line of a place, from 1. Places are asked for mostly in order. */
function createLineCounter(text: string): (place: number) => number {
  let line = 1;
  let begin = 0;
  let next = text.indexOf("\n");
  return (place) => {
    if (place < begin) [line, begin, next] = [1, 0, text.indexOf("\n")];
    // The last line end belongs to its line, and no line begins behind it.
    while (next >= 0 && next < place && next + 1 < text.length) {
      line++;
      begin = next + 1;
      next = text.indexOf("\n", begin);
    }
    return line;
  };
}
