/** What a list of numbers looks like. Everything that has no answer is NaN: signals pass it on as "not defined". */

/** `part / whole`; NaN when there is no whole. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : NaN;
}

export function mean(values: ArrayLike<number>): number {
  return share(sum(values), values.length);
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index]!;
  return total;
}

/** Variation coefficient: population standard deviation over the mean. Needs two values. */
export function variation(values: ArrayLike<number>): number {
  const centre = mean(values);
  if (values.length < 2 || !(centre > 0)) return NaN;
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += (values[index]! - centre) ** 2;
  return Math.sqrt(squares / values.length) / centre;
}

/** Linear interpolation between the two closest ranks; `fraction` in 0..1. */
export function quantile(values: readonly number[], fraction: number): number {
  if (values.length === 0) return NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
}

export function largest(values: ArrayLike<number>): number {
  let top = NaN;
  for (let index = 0; index < values.length; index++) if (!(values[index]! <= top)) top = values[index]!;
  return top;
}

/** Shannon entropy of counts, in bits. */
export function entropy(counts: Iterable<number>): number {
  let total = 0;
  let weighted = 0;
  for (const count of counts) {
    if (count <= 0) continue;
    total += count;
    weighted += count * Math.log2(count);
  }
  // Rounding may leave -0 or a hair below zero for a single value.
  return total > 0 ? Math.max(0, Math.log2(total) - weighted / total) : NaN;
}

/** How large the largest count is among all. 1 is full consistency. */
export function dominance(counts: readonly number[]): number {
  return share(Math.max(0, ...counts), sum(counts));
}

/** How many of `values` pass, as a share. */
export function shareOf<T>(values: readonly T[], passes: (value: T) => boolean): number {
  let count = 0;
  for (const value of values) if (passes(value)) count++;
  return share(count, values.length);
}

export function meanOf<T>(values: readonly T[], measure: (value: T) => number): number {
  let total = 0;
  for (const value of values) total += measure(value);
  return share(total, values.length);
}
