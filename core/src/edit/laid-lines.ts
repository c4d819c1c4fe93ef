import type { Piece } from "./pieces.ts";

/** A line of the text with the pieces that begin on it. */
export interface LaidLine {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
  readonly pieces: readonly Piece[];
  /** The piece that began on an earlier line and goes on here. */
  readonly inside: Piece | undefined;
  /** Blanks before the first piece in columns, a tab counted to the next multiple of four. */
  readonly indent: number;
}

export function layLines(text: string, pieces: readonly Piece[]): LaidLine[] {
  const lines: LaidLine[] = [];
  let next = 0;
  let last: Piece | undefined;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const inside = last && last.end > start ? last : undefined;
    const own: Piece[] = [];
    while (next < pieces.length && pieces[next]!.start <= end) own.push((last = pieces[next++]!));
    lines.push({ start, end, pieces: own, inside, indent: countColumns(text, start) });
    start = end + 1;
  }
  return lines;
}

export function countColumns(text: string, start: number): number {
  let columns = 0;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) columns++;
    else if (code === 9) columns += 4 - (columns % 4);
    else return columns;
  }
}
