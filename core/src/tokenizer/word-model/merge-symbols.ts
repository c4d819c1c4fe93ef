import { NumberHeap } from "../number-heap.ts";
import type { Symbols } from "./symbols.ts";

/** Which pairs of neighbours become what, and in what order. */
export interface Merges {
  /** By `left * vocabularySize + right`. */
  readonly ranks: ReadonlyMap<number, number>;
  /** What a pair becomes, by rank. */
  readonly merged: Int32Array;
  readonly vocabularySize: number;
}

/** Ranks stay below 2^20 and positions below 2^32, so that both fit into one exact number. */
const rankStep = 2 ** 32;

/** A heap of the pairs that can be merged, and a chain through what is left: n log n for words of any length. */
export function mergeSymbols(
  { ids: given, starts, ends }: Symbols,
  { ranks, merged, vocabularySize }: Merges,
): Int32Array {
  const count = given.length;
  const ids = given.slice();
  const next = Int32Array.from(ids, (_, at) => at + 1);
  const previous = Int32Array.from(ids, (_, at) => at - 1);
  const heap = new NumberHeap();
  const rankAt = (at: number): number | undefined =>
    next[at]! < count ? ranks.get(ids[at]! * vocabularySize + ids[next[at]!]!) : undefined;
  const offer = (at: number): void => {
    const rank = rankAt(at);
    if (rank !== undefined) heap.push(rank * rankStep + at);
  };
  for (let at = 0; at + 1 < count; at++) offer(at);
  let left = count;
  for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
    const at = top % rankStep;
    const rank = Math.floor(top / rankStep);
    // The pair may have been merged with another neighbour since it was offered.
    if (ids[at]! < 0 || rankAt(at) !== rank) continue;
    const gone = next[at]!;
    ids[at] = merged[rank]!;
    ids[gone] = -1;
    const following = next[gone]!;
    next[at] = following;
    if (following < count) previous[following] = at;
    left--;
    offer(at);
    if (previous[at]! >= 0) offer(previous[at]!);
  }
  const tokens = new Int32Array(left * 3);
  for (let at = 0, written = 0; at < count; at = next[at]!, written += 3) {
    tokens[written] = ids[at]!;
    tokens[written + 1] = starts[at]!;
    tokens[written + 2] = ends[next[at]! - 1]!;
  }
  return tokens;
}
