import type { Line } from "../anatomy.ts";
import type { View } from "../view.ts";
import { hashText, LexemeList } from "./lexeme-list.ts";
import { pushWords } from "./words.ts";

const piecePattern = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu;

/** What stands before a piece: the layout is in these tags, never in the characters. */
const before = { nothing: 1, space: 2, gap: 3, deeper: 4, same: 5, shallower: 6, blankLine: 7 } as const;
/** The later words of a name: `Header` in `parseHeader`. */
const inside = 8;

/**
 * The text as written, comments and layout included. Layout is told by kind (deeper, same, shallower, after a
 * blank line; a space or a wider gap), so tabs and four spaces read alike.
 */
export const raw: View = {
  id: "raw",
  meaning: "wording of code and comments, with spacing and line breaks",
  longestRun: 3,
  read: ({ lines }) => {
    const list = new LexemeList();
    let previous: Line | undefined;
    let afterBlank = false;
    for (const line of lines) {
      if (line.text === "") {
        afterBlank = true;
        continue;
      }
      pushLine(list, line, afterBlank ? before.blankLine : indentTag(line, previous));
      previous = line;
      afterBlank = false;
    }
    return list;
  },
};

function indentTag(line: Line, previous: Line | undefined): number {
  const step = line.indent - (previous?.indent ?? 0);
  return step > 0 ? before.deeper : step < 0 ? before.shallower : before.same;
}

function pushLine(list: LexemeList, line: Line, firstTag: number): void {
  let tag = firstTag;
  let end = 0;
  for (const match of line.text.matchAll(piecePattern)) {
    const gap = match.index - end;
    if (match.index > 0) tag = gap === 0 ? before.nothing : gap === 1 ? before.space : before.gap;
    end = match.index + match[0].length;
    pushPiece(list, match[0], line.textStart + match.index, tag);
  }
}

function pushPiece(list: LexemeList, piece: string, start: number, tag: number): void {
  if (/^[\p{L}\p{N}_$]/u.test(piece)) pushWords(list, piece, start, tag, inside);
  else list.push(hashText(piece, 0, piece.length, tag), start, start + piece.length);
}
