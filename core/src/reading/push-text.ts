import type { Piece } from "../reading.ts";
import { masks, visitWords } from "../wording.ts";

/** A word or name, or one sign. */
export const piecePattern = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu;

const wordStart = /^[\p{L}\p{N}_$]/u;
const maskMarks: Readonly<Record<string, string>> = { [masks.topic]: "#topic", [masks.number]: "#long-number" };
const longestPiece = 40;

/** Adds the words and signs of a stretch of text. */
export function pushText(pieces: Piece[], text: string, offset: number): void {
  for (const match of text.matchAll(piecePattern)) pushPiece(pieces, match[0], offset + match.index);
}

/** Adds a name or a word whole, unless a part of it is masked or it is very long: then word by word. */
export function pushPiece(pieces: Piece[], text: string, offset: number): void {
  const words: Piece[] = [];
  let isMasked = false;
  if (wordStart.test(text))
    visitWords(text, (word, start, end) => {
      const mark = maskMarks[word];
      isMasked ||= mark !== undefined;
      words.push({
        text: mark ?? word,
        isMark: mark !== undefined,
        start: offset + start,
        end: offset + end,
        startsLine: false,
      });
    });
  if (isMasked || text.length > longestPiece) pieces.push(...words);
  else pieces.push({ text, isMark: false, start: offset, end: offset + text.length, startsLine: false });
}
