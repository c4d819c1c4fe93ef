import { largest, share } from "../code-facts/distribution.ts";

/**
 * Moving-average type-token ratio: the share of distinct values in a window, averaged over all windows; free of the
 * text's length (Covington & McFall, "Cutting the Gordian Knot: The Moving-Average Type-Token Ratio", 2010).
 * NaN below one window.
 * The values are small whole numbers, 0 and up.
 */
export function movingVariety(values: ArrayLike<number>, window: number): number {
  if (values.length < window) return NaN;
  const counts = new Int32Array(largest(values) + 1);
  let distinct = 0;
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    if (counts[values[index]!]!++ === 0) distinct++;
    if (index >= window && --counts[values[index - window]!]! === 0) distinct--;
    if (index >= window - 1) total += distinct;
  }
  return total / window / (values.length - window + 1);
}

/** Herdan's C, log(types) / log(tokens): "Type-token mathematics" (1960). 1 when nothing repeats; NaN below two tokens. */
export function logVariety(types: number, tokens: number): number {
  return tokens > 1 ? Math.log(types) / Math.log(tokens) : NaN;
}

/** Share of the runs of `length` neighbours that stood before already. Runs are told apart by a 32-bit hash. */
export function repeatedRuns(values: ArrayLike<number>, length: number): number {
  const seen = new Set<number>();
  const runs = values.length - length + 1;
  let repeated = 0;
  for (let start = 0; start < runs; start++) {
    let hash = 0x811c9dc5;
    for (let at = start; at < start + length; at++)
      hash = Math.imul(hash ^ (values[at]! + 0x9e37), 0x01000193) ^ (hash >>> 15);
    if (seen.has(hash)) repeated++;
    else seen.add(hash);
  }
  return share(repeated, runs);
}
