import type { Sample } from "./sample.ts";
import { seededHash } from "./seeded-hash.ts";

export type Grouped = Pick<Sample, "language" | "label" | "group">;

/** What goes to one part as a whole, with its samples counted per stratum. */
interface Unit {
  readonly name: string;
  readonly size: number;
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Gives each sample a part (its position in `fractions`) so that no group is split and each part gets near its fraction of every stratum
 * language x label. Groups go largest first to a part drawn, in proportion to what each still lacks, among those in which they fit;
 * the few that fit nowhere go where the sum of (found - wanted)^2 / wanted over the strata grows least. So a small part can get large
 * groups too. The same seed gives the same parts whatever the order of the samples.
 * @param nameOf what must stay together; default: the group
 */
export function assignGroups<S extends Grouped>(
  samples: readonly S[],
  fractions: readonly number[],
  seed: number,
  nameOf: (sample: S, at: number) => string = ({ group }) => group,
): Uint8Array {
  const names = samples.map(nameOf);
  const { units, totals } = createUnits(samples, names);
  const found = fractions.map(() => new Map<string, number>());
  const partOf = new Map<string, number>();
  for (const unit of units) {
    const part = choosePart(unit, fractions, found, totals, seed);
    partOf.set(unit.name, part);
    for (const [stratum, count] of unit.counts) found[part]!.set(stratum, (found[part]!.get(stratum) ?? 0) + count);
  }
  return Uint8Array.from(names, (name) => partOf.get(name)!);
}

function createUnits(samples: readonly Grouped[], names: readonly string[]) {
  const byName = new Map<string, { name: string; size: number; counts: Map<string, number> }>();
  const totals = new Map<string, number>();
  for (const [at, { language, label }] of samples.entries()) {
    const name = names[at]!;
    const stratum = `${language} ${label}`;
    let unit = byName.get(name);
    if (!unit) byName.set(name, (unit = { name, size: 0, counts: new Map() }));
    unit.size++;
    unit.counts.set(stratum, (unit.counts.get(stratum) ?? 0) + 1);
    totals.set(stratum, (totals.get(stratum) ?? 0) + 1);
  }
  const units: Unit[] = [...byName.values()].sort(
    (one, other) => other.size - one.size || (one.name < other.name ? -1 : 1),
  );
  return { units, totals };
}

function choosePart(
  { name, size, counts }: Unit,
  fractions: readonly number[],
  found: readonly ReadonlyMap<string, number>[],
  totals: ReadonlyMap<string, number>,
  seed: number,
): number {
  let drawn = -1;
  let best = Infinity;
  let cheapest = -1;
  let least = Infinity;
  for (const [part, fraction] of fractions.entries()) {
    if (fraction === 0) continue;
    let lack = 0;
    let fits = true;
    let cost = 0;
    for (const [stratum, count] of counts) {
      const total = totals.get(stratum)!;
      const missing = fraction * total - (found[part]!.get(stratum) ?? 0);
      if (missing < count) fits = false;
      lack += ((count / size) * Math.max(0, missing)) / total;
      cost += (count * (count - 2 * missing)) / (fraction * total) / total;
    }
    const share = (seededHash(`${name}\0${part}`, seed) + 0.5) / 2 ** 32;
    // The smallest of exponential variates is a draw in proportion to their rates (Efraimidis & Spirakis 2006).
    const draw = -Math.log(share) / lack;
    if (fits && draw < best) [drawn, best] = [part, draw];
    if (cost < least) [cheapest, least] = [part, cost];
  }
  return drawn >= 0 ? drawn : cheapest;
}
