import type { Likeness } from "./use-comparison.ts";

/** How much two pieces have in common, in steps that have words (`english.compare.kind`). */
export type LikenessKind = "same" | "aWithinB" | "bWithinA" | "large" | "some" | "little" | "none" | "meaning";

/**
 * Where the steps begin: 95 % of copies whose names were all replaced are at 1, and 95 % of unrelated files below .02
 * (core/src/similarity/resemblance.ts).
 */
const steps = { same: 0.9, large: 0.4, some: 0.1, little: 0.02 } as const;
/** So much of a piece is in the other that the rest is seams. */
const contained = 0.85;

export function likenessKind({ structure }: Pick<Likeness, "structure">): LikenessKind {
  if (structure === undefined) return "meaning";
  const { similarity, a_within_b, b_within_a } = structure;
  if (similarity >= steps.same) return "same";
  if (Math.max(a_within_b, b_within_a) >= contained) return a_within_b >= b_within_a ? "aWithinB" : "bWithinA";
  if (similarity >= steps.large) return "large";
  if (similarity >= steps.some) return "some";
  return similarity >= steps.little ? "little" : "none";
}
