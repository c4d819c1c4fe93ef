import { assignGroups, type Grouped } from "./assign-groups.ts";
import { uniteGroups } from "./unite-groups.ts";

/** What happens to near-duplicates in different groups: their groups stay together, or copies outside one part are dropped. */
export interface NearDuplicateRule {
  /** For each sample, the number of its cluster: see `NearDuplicateFinder`. */
  readonly clusters: Int32Array;
  readonly rule: "keep together" | "drop";
}

/**
 * Splits samples into parts with about these fractions of every language x label, never splitting a group.
 * Dropped copies of a cluster are those outside the smallest part that holds one: what is measured on stays whole.
 * @throws {RangeError} when the fractions are not positive numbers that sum to 1
 */
export function splitByGroup<S extends Grouped, Part extends string>(
  samples: readonly S[],
  fractions: Readonly<Record<Part, number>>,
  seed: number,
  nearDuplicates?: NearDuplicateRule,
): Record<Part, S[]> {
  const names = Object.keys(fractions) as Part[];
  const shares = names.map((name) => fractions[name]);
  if (shares.some((share) => !(share > 0)) || Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) > 1e-9)
    throw new RangeError(`The fractions ${JSON.stringify(fractions)} must be positive and sum to 1.`);
  const together = nearDuplicates?.rule === "keep together" ? uniteGroups(samples, nearDuplicates.clusters) : undefined;
  const parts = assignGroups(samples, shares, seed, together);
  const homes = nearDuplicates?.rule === "drop" ? findHomes(parts, shares, nearDuplicates.clusters) : undefined;
  const split = Object.fromEntries(names.map((name) => [name, [] as S[]])) as Record<Part, S[]>;
  for (const [at, sample] of samples.entries())
    if (!homes || homes[nearDuplicates!.clusters[at]!] === parts[at]) split[names[parts[at]!]!].push(sample);
  return split;
}

/** For each cluster the part that keeps its samples. */
function findHomes(parts: Uint8Array, shares: readonly number[], clusters: Int32Array): number[] {
  const homes: number[] = [];
  for (const [at, part] of parts.entries()) {
    const home = homes[clusters[at]!];
    if (home === undefined || shares[part]! < shares[home]! || (shares[part] === shares[home] && part < home))
      homes[clusters[at]!] = part;
  }
  return homes;
}
