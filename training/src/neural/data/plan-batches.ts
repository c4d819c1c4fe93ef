/** Batches are cut out of so many batches' worth of windows, sorted by length. */
const superBatch = 4;

/**
 * Cuts windows into batches of like length, so that little is padded: each run of 4 x `batchSize` windows of the order
 * is sorted by length (ties keep their order) and cut into batches from the shortest on. Every window is in one batch;
 * only the last of a run may be smaller.
 * @returns windows by batch
 */
export function planBatches(
  order: Iterable<number>,
  lengthOf: (window: number) => number,
  batchSize: number,
): number[][] {
  const windows = [...order];
  const batches: number[][] = [];
  for (let start = 0; start < windows.length; start += superBatch * batchSize) {
    const run = windows.slice(start, start + superBatch * batchSize).toSorted((a, b) => lengthOf(a) - lengthOf(b));
    for (let at = 0; at < run.length; at += batchSize) batches.push(run.slice(at, at + batchSize));
  }
  return batches;
}

/**
 * The lengths that training graphs are made for, in tokens: at most `count`, evenly spaced up to `longest`, each a
 * multiple of 8.
 */
export function lengthBuckets(longest: number, count: number): number[] {
  const step = Math.ceil(longest / count / 8) * 8;
  const buckets = Array.from({ length: Math.ceil(longest / step) }, (_, at) => (at + 1) * step);
  return [...buckets.slice(0, -1), longest];
}

/** The smallest bucket that holds so many tokens. @throws {RangeError} when none does */
export function bucketFor(buckets: readonly number[], tokens: number): number {
  const bucket = buckets.find((length) => length >= tokens);
  if (bucket === undefined)
    throw new RangeError(
      `A window of ${tokens} tokens is longer than the longest that is trained, ${buckets.at(-1)}; cut the windows shorter.`,
    );
  return bucket;
}
