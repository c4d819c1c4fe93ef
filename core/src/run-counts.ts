import type { Lexemes } from "./view.ts";

/** Counts of lexeme runs by bucket: a sparse vector, buckets ascending. */
export interface BucketCounts {
  readonly buckets: Uint32Array;
  readonly counts: Uint16Array;
}

/** The same, with where each run of the text went. */
export interface RunCounts extends BucketCounts {
  /** For every run in the order of {@link visitRuns}, where its bucket stands in `buckets`. */
  readonly places: Uint32Array;
}

/**
 * Calls `visit(bucket, first, length)` for every run of 1 to `longestRun` lexemes (feature hashing,
 * Weinberger et al. 2009, without the sign). `bucketBits` is 8 to 31.
 */
export function visitRuns(
  lexemes: Lexemes,
  longestRun: number,
  bucketBits: number,
  visit: (bucket: number, first: number, length: number) => void,
): void {
  const shift = 32 - bucketBits;
  for (let first = 0; first < lexemes.length; first++) {
    let hash = 0;
    const longest = Math.min(longestRun, lexemes.length - first);
    for (let length = 1; length <= longest; length++) {
      hash = Math.imul(hash ^ lexemes.hash[first + length - 1]!, 0x85ebca6b);
      hash ^= hash >>> 13;
      visit(Math.imul(hash, 0xc2b2ae35) >>> shift, first, length);
    }
  }
}

const digitBits = 11;

/** Counts the runs of a text. Counts stop at 65,535. */
export function countRuns(lexemes: Lexemes, longestRun: number, bucketBits: number): RunCounts {
  const all = new Uint32Array(lexemes.length * longestRun);
  let size = 0;
  visitRuns(lexemes, longestRun, bucketBits, (bucket) => {
    all[size++] = bucket;
  });
  const order = sortedOrder(all, size, bucketBits);
  const buckets = new Uint32Array(size);
  const counts = new Uint16Array(size);
  const places = new Uint32Array(size);
  let distinct = 0;
  for (let at = 0; at < size;) {
    const bucket = all[order[at]!]!;
    const first = at;
    for (; at < size && all[order[at]!] === bucket; at++) places[order[at]!] = distinct;
    buckets[distinct] = bucket;
    counts[distinct++] = Math.min(at - first, 65535);
  }
  return { buckets: buckets.slice(0, distinct), counts: counts.slice(0, distinct), places };
}

/** The places of the first `size` values by value: radix sort, a few times as fast as a sort by comparison. */
function sortedOrder(values: Uint32Array, size: number, bits: number): Uint32Array {
  let order = new Uint32Array(size);
  let next = new Uint32Array(size);
  for (let at = 0; at < size; at++) order[at] = at;
  const starts = new Uint32Array(2 ** digitBits + 1);
  const mask = 2 ** digitBits - 1;
  for (let shift = 0; shift < bits; shift += digitBits) {
    starts.fill(0);
    for (let at = 0; at < size; at++) starts[((values[at]! >>> shift) & mask) + 1]!++;
    for (let digit = 0; digit < mask; digit++) starts[digit + 1]! += starts[digit]!;
    for (let at = 0; at < size; at++) next[starts[(values[order[at]!]! >>> shift) & mask]!++] = order[at]!;
    [order, next] = [next, order];
  }
  return order;
}
