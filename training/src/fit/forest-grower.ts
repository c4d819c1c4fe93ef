import { createRandom } from "whowrote/random";
import type { BinnedFeatures } from "./binned-features.ts";
import { growForestTree, type ForestTreeLimits } from "./forest-tree.ts";
import type { GrownTree } from "./grown-tree.ts";

/** What each thread gets. */
export interface ForestTask {
  readonly features: BinnedFeatures;
  readonly labels: Uint8Array;
  readonly weights: Float32Array;
  readonly rows: Uint32Array;
  readonly options: ForestTreeLimits & { readonly trees: number; readonly bootstrap: boolean; readonly seed: number };
  /** Shared: the number of trees that threads have taken on. */
  readonly nextTree: Int32Array;
}

/** @returns a function that grows the tree of a number; a tree depends on the seed and its number alone */
export function createForestGrower({
  features,
  labels,
  weights,
  rows,
  options,
}: ForestTask): (at: number) => GrownTree {
  return (at) => {
    const random = createRandom(Math.imul(options.seed, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b));
    if (!options.bootstrap) return growForestTree(features, labels, { rows, weights }, options, random);
    const drawn = new Float32Array(features.rows);
    for (let draw = 0; draw < rows.length; draw++) {
      const row = rows[Math.floor(random() * rows.length)]!;
      drawn[row]! += weights[row]!;
    }
    return growForestTree(
      features,
      labels,
      { rows: rows.filter((row) => drawn[row]! > 0), weights: drawn },
      options,
      random,
    );
  };
}
