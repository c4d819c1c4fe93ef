import { capPerGroup } from "../dataset/cap-per-group.ts";
import type { Sample } from "../dataset/sample.ts";
import { seededHash } from "../dataset/seeded-hash.ts";

const mostOfGroup = 2;

/**
 * Up to `count` samples, as many of each language and label as there are to have. A cell that has too few leaves its share
 * empty: filling it from another would make language tell the label.
 */
export function chooseEvenly(samples: readonly Sample[], count: number, seed: number): Sample[] {
  const cells = new Map<string, Sample[]>();
  for (const sample of capPerGroup(samples, { perGroup: mostOfGroup }, seed)) {
    const key = `${sample.language} ${sample.label}`;
    cells.set(key, [...(cells.get(key) ?? []), sample]);
  }
  const each = Math.max(1, Math.floor(count / Math.max(1, cells.size)));
  const byHash = (a: Sample, b: Sample): number => seededHash(a.id, seed) - seededHash(b.id, seed);
  return [...cells.values()].flatMap((cell) => cell.toSorted(byHash).slice(0, each)).slice(0, count);
}
