/** A measured value with the bounds of its 95 % interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** `count` of `n`, with the bounds of the interval of the rate; all rates 0..1. */
export interface Rate extends Interval {
  readonly count: number;
  readonly n: number;
}

/** 97.5th percentile of the standard normal distribution. */
export const z95 = 1.959963984540054;

/**
 * A rate with its Wilson score interval (Wilson 1927, JASA 22:209-212), without continuity correction.
 * With n = 0 the value is NaN and the bounds are 0 and 1.
 */
export function wilson(count: number, n: number, z: number = z95): Rate {
  if (!(count >= 0 && count <= n)) throw new RangeError(`${count} of ${n} is no rate: the count must be from 0 to n.`);
  if (n === 0) return { count, n, value: Number.NaN, low: 0, high: 1 };
  const share = count / n;
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const centre = share + (z * z) / (2 * n);
  const scale = 1 + (z * z) / n;
  // At the ends the exact bound is 0 or 1; rounding must not move it.
  const low = count === 0 ? 0 : (centre - spread) / scale;
  const high = count === n ? 1 : (centre + spread) / scale;
  return { count, n, value: share, low, high };
}
