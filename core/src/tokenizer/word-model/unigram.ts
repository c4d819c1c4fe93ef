import { z } from "zod";
import type { Vocabulary } from "../vocabulary.ts";
import type { WordModel } from "../word-model.ts";

export const unigramSchema = z.object({
  unk_id: z.int().nonnegative(),
  byte_fallback: z.literal(false, "whowrote does not fall back to bytes").default(false),
  /** Pieces with the logarithms of their probabilities; the id is the place. */
  vocab: z.array(z.tuple([z.string(), z.number()])).min(1),
});

/** How much worse than the worst piece an unknown character is (sentencepiece, unigram_model.cc, kUnkPenalty). */
const unknownPenalty = 10;

/** Only the beginning of longer pieces. */
const prefixOnly = -1;

/**
 * The most probable way to put a word together from pieces (Kudo 2018), found by dynamic programming. Of equal ones the
 * one with the longer last piece wins. Neighbouring unknown characters make one token.
 */
export function createUnigram(
  { vocab, unk_id: unknown }: z.infer<typeof unigramSchema>,
  vocabulary: Vocabulary,
): WordModel {
  if (unknown >= vocab.length)
    throw new Error(
      `unk_id ${unknown} of the tokenizer lies outside its ${vocab.length} pieces. Fetch the file again.`,
    );
  const pieces = new Map<string, number>();
  for (const [id, [piece]] of vocab.entries()) {
    if (vocabulary.control.has(id) || id === unknown) continue;
    for (let length = 1; length < piece.length; length++) {
      const beginning = piece.slice(0, length);
      if (!pieces.has(beginning)) pieces.set(beginning, prefixOnly);
    }
    if (piece !== "") pieces.set(piece, id);
  }
  const worst = vocab.reduce((least, [, score]) => Math.min(least, score), Infinity) - unknownPenalty;

  return (word) => {
    const { length } = word;
    const best = new Float64Array(length + 1).fill(-Infinity);
    const from = new Int32Array(length + 1);
    const idAt = new Int32Array(length + 1);
    best[0] = 0;
    const offer = (start: number, end: number, id: number, score: number): void => {
      const total = best[start]! + score;
      if (total <= best[end]!) return;
      best[end] = total;
      from[end] = start;
      idAt[end] = id;
    };
    for (let start = 0; start < length;) {
      const character = word.codePointAt(start)! > 0xffff ? 2 : 1;
      let characterIsKnown = false;
      for (let end = start + 1; end <= length; end++) {
        const id = pieces.get(word.slice(start, end));
        if (id === undefined) break;
        if (id === prefixOnly) continue;
        offer(start, end, id, vocab[id]![1]);
        if (end - start === character) characterIsKnown = true;
      }
      if (!characterIsKnown) offer(start, start + character, unknown, worst);
      start += character;
    }
    return trace(from, idAt, unknown);
  };
}

function trace(from: Int32Array, idAt: Int32Array, unknown: number): Int32Array {
  const reversed: number[] = [];
  for (let end = from.length - 1; end > 0; end = from[end]!) {
    const [id, start] = [idAt[end]!, from[end]!];
    const isLongerUnknown = id === unknown && reversed.at(-1) === unknown;
    if (isLongerUnknown) reversed[reversed.length - 2] = start;
    else reversed.push(end, start, id);
  }
  return Int32Array.from(reversed).reverse();
}
