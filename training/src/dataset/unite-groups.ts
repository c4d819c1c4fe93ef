import type { Sample } from "./sample.ts";
import { UnionFind } from "./union-find.ts";

/** Names for sets of groups, so that groups which share a cluster of near-duplicates share a name. */
export function uniteGroups(
  samples: readonly Pick<Sample, "group">[],
  clusters: Int32Array,
): (sample: unknown, at: number) => string {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const groups = Int32Array.from(samples, ({ group }) => {
    if (!numbers.has(group)) numbers.set(group, names.push(group) - 1);
    return numbers.get(group)!;
  });
  const sets = new UnionFind(names.length);
  const firstGroup = new Map<number, number>();
  for (const [at, cluster] of clusters.entries()) {
    const first = firstGroup.get(cluster);
    if (first === undefined) firstGroup.set(cluster, groups[at]!);
    else sets.unite(first, groups[at]!);
  }
  // The first name in the alphabet, so that the order of the samples does not matter.
  const least = new Map<number, string>();
  for (const [group, name] of names.entries()) {
    const set = sets.find(group);
    const known = least.get(set);
    if (known === undefined || name < known) least.set(set, name);
  }
  return (_, at) => least.get(sets.find(groups[at]!))!;
}
