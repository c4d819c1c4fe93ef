/** The outcome of a two-sample Kolmogorov-Smirnov test. */
export interface KolmogorovSmirnov {
  /** Largest distance of the two cumulative distributions, 0..1. */
  readonly distance: number;
  /** How often two samples of one distribution are at least as far apart, 0..1. */
  readonly chance: number;
}

/**
 * The test on binned samples. Between the edges the distributions are not compared, so the distance is at most the true
 * one and the chance at least the true one: it does not cry wolf.
 * @param counts samples seen in each bin
 * @param expected shares of the same bins in the other sample
 * @param size of the other sample
 */
export function kolmogorovSmirnov(
  counts: readonly number[],
  expected: readonly number[],
  size: number,
): KolmogorovSmirnov {
  const n = counts.reduce((sum, count) => sum + count, 0);
  let [distance, seen, awaited] = [0, 0, 0];
  for (const [bin, count] of counts.entries()) {
    seen += count / n;
    awaited += expected[bin]!;
    distance = Math.max(distance, Math.abs(seen - awaited));
  }
  return { distance, chance: kolmogorovTail(distance * Math.sqrt((n * size) / (n + size))) };
}

/**
 * P(K > x) of Kolmogorov's limit distribution: 2 x sum over k of (-1)^(k-1) exp(-2 k^2 x^2) (Smirnov 1948, Annals of
 * Mathematical Statistics 19:279-281). Below 0.3 it is 1 to five digits, where the series converges slowly.
 */
function kolmogorovTail(x: number): number {
  if (x < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * x) ** 2);
  return Math.min(1, Math.max(0, sum));
}
