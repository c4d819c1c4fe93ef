import type { Sample } from "../dataset/sample.ts";
import { codeKind } from "./weights.ts";

/**
 * What cross-fitting holds out together: the group of real code, and the whole collection of exercises, since a
 * collection is one way of prompting and one kind of author. Scores held out this way are as honest as on a source
 * never seen.
 */
export function holdOutKey(sample: Pick<Sample, "source" | "group" | "kind" | "domain">): string {
  if (codeKind(sample) !== "exercise") return `group ${sample.group}`;
  return `collection ${/leetcode|codenet/.exec(sample.source)?.[0] ?? sample.source}`;
}

/** Deals keys out to folds, the largest first to the fold that holds least (ties: the lower fold). */
export function foldsByKey(keys: readonly string[], foldCount: number): Uint8Array {
  const sizes = new Map<string, number>();
  for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const loads = Array.from({ length: foldCount }, () => 0);
  const folds = new Map<string, number>();
  for (const [key, size] of [...sizes].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const fold = loads.indexOf(Math.min(...loads));
    folds.set(key, fold);
    loads[fold]! += size;
  }
  return Uint8Array.from(keys, (key) => folds.get(key)!);
}
