import { z } from "zod";
import { findAll } from "../find-all.ts";
import { definePart } from "../part.ts";
import { compilePattern, patternSchema } from "../pattern.ts";
import { sliceWord, type PreTokenizer, type Word } from "../pre-tokenizer.ts";

/** What becomes of the parts that the pattern finds. */
export const behaviorSchema = z.enum(["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]);

type Behavior = z.infer<typeof behaviorSchema>;

/** Takes the parts of a text in order, the found ones and those between, and emits words. */
type Join = (from: number, to: number, found: boolean) => void;

/**
 * Splits at what `pattern` (flags gu) finds.
 * @param inverted what the pattern finds are the words, what lies between them separates
 */
export function splitBy(pattern: RegExp, behavior: Behavior, inverted = false): PreTokenizer {
  return (piece, emit) => {
    const { join, end } = joiners[behavior]((from, to) => emit(sliceWord(piece, from, to)));
    let read = 0;
    for (const { index, text } of findAll(piece.text, pattern)) {
      if (index > read) join(read, index, inverted);
      read = index + text.length;
      if (read > index) join(index, read, !inverted);
    }
    if (read < piece.text.length) join(read, piece.text.length, inverted);
    end();
  };
}

const joiners: Readonly<
  Record<Behavior, (emit: (from: number, to: number) => void) => { readonly join: Join; readonly end: () => void }>
> = {
  Isolated: (emit) => ({ join: emit, end: () => {} }),
  Removed: (emit) => ({ join: (from, to, found) => found || emit(from, to), end: () => {} }),
  Contiguous: (emit) => joinNeighbours(emit, (previous, next) => previous === next),
  // Each found part joins one part that was not found: the one before it, or the one behind it.
  MergedWithPrevious: (emit) => joinNeighbours(emit, (previous, next) => !previous && next),
  MergedWithNext: (emit) => joinNeighbours(emit, (previous, next) => previous && !next),
};

function joinNeighbours(
  emit: (from: number, to: number) => void,
  joins: (previousFound: boolean, nextFound: boolean) => boolean,
): { readonly join: Join; readonly end: () => void } {
  let from = 0;
  let to = 0;
  let last = false;
  return {
    join: (nextFrom, nextTo, found) => {
      if (to > from && !joins(last, found)) emit(from, to);
      if (to === from || !joins(last, found)) from = nextFrom;
      to = nextTo;
      last = found;
    },
    end: () => {
      if (to > from) emit(from, to);
    },
  };
}

const options = z.object({ pattern: patternSchema, behavior: behaviorSchema, invert: z.boolean().default(false) });

export const split = definePart<PreTokenizer, typeof options>("Split", options, ({ pattern, behavior, invert }) =>
  splitBy(compilePattern(pattern), behavior, invert),
);

const byDelimiter = z.object({ delimiter: z.string().min(1) });

export const delimiterSplit = definePart<PreTokenizer, typeof byDelimiter>(
  "CharDelimiterSplit",
  byDelimiter,
  ({ delimiter }) => splitBy(compilePattern({ String: delimiter }), "Removed"),
);

/** For an empty piece nothing is emitted. */
export const wholePiece: PreTokenizer = (piece: Word, emit) => {
  if (piece.text !== "") emit(piece);
};
