import type { Anatomy, Line } from "../anatomy.ts";
import type { Piece } from "../reading.ts";
import { piecePattern, pushPiece } from "./push-text.ts";

/** Text ranges to leave out, sorted and disjoint. */
type Gaps = readonly { readonly start: number; readonly end: number }[];

/** Line by line: a mark for how the line begins, then its pieces. Tabs and spaces, and blanks at line ends, read alike. */
export function pushLines(pieces: Piece[], { lines }: Anatomy, gaps: Gaps = []): void {
  let previous: Line | undefined;
  let isAfterBlank = false;
  let gap = 0;
  for (const line of lines) {
    if (line.text === "") {
      isAfterBlank = true;
      continue;
    }
    while (gap < gaps.length && gaps[gap]!.end <= line.textStart) gap++;
    const before = pieces.length;
    const at = line.textStart;
    pieces.push({ text: lineMark(line, previous, isAfterBlank), isMark: true, start: at, end: at, startsLine: true });
    pushLine(pieces, line, gaps, gap);
    if (pieces.length === before + 1) pieces.pop();
    else previous = line;
    isAfterBlank = false;
  }
}

function pushLine(pieces: Piece[], line: Line, gaps: Gaps, firstGap: number): void {
  let gap = firstGap;
  let end = 0;
  for (const match of line.text.matchAll(piecePattern)) {
    const start = line.textStart + match.index;
    while (gap < gaps.length && gaps[gap]!.end <= start) gap++;
    if (gap < gaps.length && gaps[gap]!.start <= start) continue;
    // Two blanks or more within a line: somebody aligned something.
    if (end > 0 && match.index - end > 1)
      pieces.push({ text: "#gap", isMark: true, start: line.textStart + end, end: start, startsLine: false });
    end = match.index + match[0].length;
    pushPiece(pieces, match[0], start);
  }
}

function lineMark(line: Line, previous: Line | undefined, isAfterBlank: boolean): string {
  const step = line.indent - (previous?.indent ?? 0);
  const direction = step > 0 ? "deeper" : step < 0 ? "shallower" : "same";
  return isAfterBlank && previous !== undefined ? `#blank-${direction}` : `#${direction}`;
}
