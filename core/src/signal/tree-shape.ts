import type { CodeFacts } from "../code-facts.ts";
import { entropy, largest, quantile, share, shareOf, sum } from "../code-facts/distribution.ts";
import type { Signal } from "../signal.ts";
import { logVariety } from "./variety.ts";

const tree = (name: string, unit: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
  id: `tree.${name}`,
  group: "tree",
  unit,
  meaning,
  measure,
});

/** Shape of the syntax tree, whatever its nodes mean. */
export const treeShapeSignals: readonly Signal[] = [
  tree("depth", "levels", "depth in the syntax tree on average", ({ tree: { depthMean } }) => depthMean),
  tree(
    "depth-variation",
    "ratio",
    "how much depth in the syntax tree differs",
    ({ tree: { depthMean, depthDeviation } }) => share(depthDeviation, depthMean),
  ),
  tree(
    "leaf-share",
    "share",
    "share of the named parts of the tree without parts of their own",
    ({ tree: { leaves, named } }) => share(leaves, named),
  ),
  tree(
    "named-share",
    "share",
    "share of the parts of the tree that are more than a mark or a keyword",
    ({ tree: { named, nodes } }) => share(named, nodes),
  ),
  tree("children-p95", "ratio", "number of parts that 95 % of the parts keep within", ({ tree: { childCounts } }) =>
    quantile(childCounts, 0.95),
  ),
  tree("only-child-share", "share", "share of the parts with exactly one part", ({ tree: { childCounts } }) =>
    shareOf(childCounts, (count) => count === 1),
  ),
  tree("kind-entropy", "bits", "variety of the kinds of parts", ({ tree: { kindCounts } }) => entropy(kindCounts)),
  tree(
    "kind-variety",
    "ratio",
    "how fast new kinds of parts keep coming (Herdan's C)",
    ({ tree: { kindCounts, named } }) => logVariety(kindCounts.length, named),
  ),
  tree("kind-dominance", "share", "share of the most frequent kind of part", ({ tree: { kindCounts, named } }) =>
    share(largest(kindCounts), named),
  ),
  tree("pair-surprise", "bits", "how little a part's kind tells about the kinds of its parts", pairSurprise),
  tree("nodes-per-token", "ratio", "parts of the tree per word or mark", ({ tree: { nodes }, tokens }) =>
    share(nodes, tokens.total),
  ),
  tree("error-share", "per line", "places that do not parse, per line", ({ anatomy, lines }) =>
    share(anatomy.tree.errorCount, lines.lines.length),
  ),
];

/** Entropy of the pairs less the entropy of the kinds. */
function pairSurprise({ tree: { pairCounts, kindCounts } }: CodeFacts): number {
  return sum(pairCounts) > 0 ? Math.max(0, entropy(pairCounts) - entropy(kindCounts)) : NaN;
}
