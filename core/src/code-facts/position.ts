import type { Line, Token } from "../anatomy.ts";

/** The line that holds a position of the text; the nearest one for cut header lines. */
export function findLine(lines: readonly Line[], position: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]!.start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first token that begins at a position of the text or behind it. */
export function findToken(tokens: readonly Token[], position: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
