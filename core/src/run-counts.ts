import type { Lexemes } from "./view.ts";

/** Counts of lexeme runs by bucket: a sparse vector, buckets ascending. */
export interface RunCounts {
  readonly buckets: Uint32Array;
  readonly counts: Uint16Array;
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

/** Counts the runs of a text. Counts stop at 65,535. */
export function countRuns(lexemes: Lexemes, longestRun: number, bucketBits: number): RunCounts {
  const all = new Uint32Array(lexemes.length * longestRun);
  let size = 0;
  visitRuns(lexemes, longestRun, bucketBits, (bucket) => {
    all[size++] = bucket;
  });
  const sorted = all.subarray(0, size).sort();
  const buckets: number[] = [];
  const counts: number[] = [];
  for (let at = 0; at < size;) {
    let next = at + 1;
    while (next < size && sorted[next] === sorted[at]) next++;
    buckets.push(sorted[at]!);
    counts.push(Math.min(next - at, 65535));
    at = next;
  }
  return { buckets: Uint32Array.from(buckets), counts: Uint16Array.from(counts) };
}
