import { marks, type Mark, type Piece } from "./reading.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** A reading in an encoder's vocabulary. Arrays have one entry a token. */
export interface ReadingTokens {
  readonly ids: Int32Array;
  /** UTF-16 offsets into the source, end exclusive. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Indices of the tokens at which a window may begin, ascending; the first is 0 unless there are no tokens. */
  readonly lineStarts: Int32Array;
}

export type MarkIds = ReadonlyMap<Mark, number>;

/**
 * The vocabulary entry of every mark: the entry of its own name, or else BERT's `[unused1]`, `[unused2]`, … in order.
 * @throws when the vocabulary has neither
 */
export function findMarkIds(tokenizer: Pick<Tokenizer, "idOf">): MarkIds {
  return new Map(
    marks.map((mark, at) => {
      const id = tokenizer.idOf(mark) ?? tokenizer.idOf(`[unused${at + 1}]`);
      if (id === undefined)
        throw new Error(
          `The tokenizer has no entry for the mark "${mark}" and no [unused${at + 1}] either. ` +
            "Use a BERT vocabulary, or train a tokenizer with whowrote train tokenizer.",
        );
      return [mark, id];
    }),
  );
}

const mostKept = 50_000;

/** Tokenizes readings. Equal pieces come again and again, so their tokens are kept, a bounded number of them. */
export function createReadingTokenizer(tokenizer: Tokenizer): (pieces: readonly Piece[]) => ReadingTokens {
  const markIds: ReadonlyMap<string, number> = findMarkIds(tokenizer);
  const kept = new Map<string, ReturnType<Tokenizer["encode"]>>();
  const encode = (text: string) => {
    const known = kept.get(text);
    if (known) return known;
    const tokens = tokenizer.encode(text);
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, tokens);
    return tokens;
  };
  return (pieces) => {
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    const lineStarts: number[] = [];
    for (const { text, isMark, start, end, startsLine } of pieces) {
      if (startsLine || ids.length === 0) lineStarts.push(ids.length);
      if (isMark) {
        ids.push(markIds.get(text)!);
        starts.push(start);
        ends.push(end);
        continue;
      }
      const tokens = encode(text);
      for (const [at, id] of tokens.ids.entries()) {
        ids.push(id);
        starts.push(start + tokens.starts[at]!);
        ends.push(start + tokens.ends[at]!);
      }
    }
    return {
      ids: Int32Array.from(ids),
      starts: Int32Array.from(starts),
      ends: Int32Array.from(ends),
      lineStarts: Int32Array.from(new Set(lineStarts.filter((at) => at < ids.length))),
    };
  };
}
