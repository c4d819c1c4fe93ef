import { createRandom } from "../random.ts";
import type { Interval } from "./interval.ts";

/** A number computed from rows that count `weights` times each; undefined is once each. NaN is "not defined". */
export type WeightedStatistic = (weights: Uint32Array | undefined) => number;

export interface BootstrapOptions {
  readonly seed: number;
  readonly replicates?: number;
}

/**
 * Percentile intervals (95 %) of several statistics under resampling of whole groups with replacement (Efron 1979;
 * the cluster form of Field & Welsh 2007): rows of one repository or problem are not independent. `groups` holds one
 * name per row. All statistics see the same resamples; replicates in which one is NaN are left out of its interval.
 */
export function bootstrapGroups<Name extends string>(
  groups: readonly string[],
  statistics: Readonly<Record<Name, WeightedStatistic>>,
  { seed, replicates = 1000 }: BootstrapOptions,
): Readonly<Record<Name, Interval>> {
  const names = Object.keys(statistics) as Name[];
  const numbers = new Map<string, number>();
  const groupOfRow = Uint32Array.from(groups, (group) => {
    const known = numbers.get(group) ?? numbers.size;
    numbers.set(group, known);
    return known;
  });
  const drawn = new Map<Name, number[]>(names.map((name) => [name, []]));
  const random = createRandom(seed);
  const times = new Uint32Array(numbers.size);
  const weights = new Uint32Array(groups.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    times.fill(0);
    for (let draw = 0; draw < times.length; draw++) times[Math.floor(random() * times.length)]!++;
    for (let row = 0; row < weights.length; row++) weights[row] = times[groupOfRow[row]!]!;
    for (const name of names) {
      const value = statistics[name](weights);
      if (!Number.isNaN(value)) drawn.get(name)!.push(value);
    }
  }
  return Object.fromEntries(
    names.map((name) => {
      const values = Float64Array.from(drawn.get(name)!).sort();
      return [
        name,
        { value: statistics[name](undefined), low: quantile(values, 0.025), high: quantile(values, 0.975) },
      ];
    }),
  ) as Record<Name, Interval>;
}

/** Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). NaN of nothing. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * share;
  const left = Math.floor(position);
  const right = Math.min(left + 1, sorted.length - 1);
  return sorted[left]! + (position - left) * (sorted[right]! - sorted[left]!);
}
