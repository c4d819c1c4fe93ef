import type { Anatomy, Token } from "../anatomy.ts";
import type { Piece } from "../reading.ts";

/** Calls `push` for every token, and lets windows begin where a token is the first of its line. */
export function readTokens({ text, tokens }: Anatomy, push: (pieces: Piece[], token: Token) => void): Piece[] {
  const pieces: Piece[] = [];
  let lineEnd = -1;
  for (const token of tokens) {
    const first = pieces.length;
    push(pieces, token);
    if (token.start > lineEnd && first < pieces.length) {
      pieces[first] = { ...pieces[first]!, startsLine: true };
      const next = text.indexOf("\n", token.end);
      lineEnd = next < 0 ? text.length : next;
    }
  }
  return pieces;
}
