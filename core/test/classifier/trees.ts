import fc from "fast-check";
import { createTreeEnsemble, type TreeEnsemble } from "whowrote/classifier/tree-ensemble";

/** A tree as one writes it down: a leaf is its value and its cover. */
export type Tree =
  | readonly [value: number, cover: number]
  | { readonly feature: number; readonly threshold: number; readonly left: Tree; readonly right: Tree };

export function ensembleOf(featureCount: number, trees: readonly Tree[]): TreeEnsemble {
  const nodes: { feature: number; threshold: number; value: number; cover: number }[] = [];
  const add = (tree: Tree): void => {
    if ("feature" in tree) {
      nodes.push({ feature: tree.feature, threshold: tree.threshold, value: 0, cover: 0 });
      add(tree.left);
      add(tree.right);
    } else nodes.push({ feature: -1, threshold: 0, value: tree[0], cover: tree[1] });
  };
  const nodeCounts = trees.map((tree) => {
    const before = nodes.length;
    add(tree);
    return nodes.length - before;
  });
  return createTreeEnsemble({
    featureCount,
    nodeCounts: Uint32Array.from(nodeCounts),
    feature: Int32Array.from(nodes, (node) => node.feature),
    threshold: Float32Array.from(nodes, (node) => node.threshold),
    value: Float32Array.from(nodes, (node) => node.value),
    cover: Float32Array.from(nodes, (node) => node.cover),
  });
}

export const featureCount = 4;

/** Trees with probabilities at their leaves: good for every kind of classifier. */
export const anyTrees: fc.Arbitrary<readonly Tree[]> = fc.array(
  fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.float({ min: 0.5, max: 1000, noNaN: true })),
      fc.record({
        feature: fc.nat(featureCount - 1),
        threshold: fc.oneof(
          fc.float({ noNaN: true, noDefaultInfinity: true, min: -2, max: 2 }),
          fc.constant(-Infinity),
        ),
        left: tie("tree"),
        right: tie("tree"),
      }),
    ),
  })).tree,
  { minLength: 1, maxLength: 6 },
);

export const anyFeatures: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(Number.NaN, Infinity, -Infinity)),
  { minLength: featureCount, maxLength: featureCount },
);
