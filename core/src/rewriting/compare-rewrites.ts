import type { ModelLikeness } from "../rewriting.ts";
import { cosine } from "../similarity/cosine.ts";

/** One rewrite as an encoder sees it. */
export interface RewriteVector {
  readonly model: string;
  readonly vector: Float32Array;
}

export interface Likeness {
  readonly meanSimilarity: number;
  /** Nearest first. */
  readonly byModel: readonly ModelLikeness[];
  readonly suspectedModel?: string;
}

/** Fewer rewrites of one model say nothing about which model it was. */
const fewestOfModel = 2;

/** How near the rewrites are to the original. There is at least one. */
export function compareRewrites(original: Float32Array, rewrites: readonly RewriteVector[]): Likeness {
  const similarities = rewrites.map(({ vector }) => cosine(original, vector));
  const models = [...new Set(rewrites.map(({ model }) => model))];
  const byModel = models
    .map((model) => {
      const own = similarities.filter((_, at) => rewrites[at]!.model === model);
      return { model, rewrites: own.length, meanSimilarity: meanOf(own) };
    })
    .toSorted((a, b) => b.meanSimilarity - a.meanSimilarity);
  const canTell = byModel.length > 1 && byModel.every(({ rewrites: count }) => count >= fewestOfModel);
  return {
    meanSimilarity: meanOf(similarities),
    byModel,
    ...(canTell && { suspectedModel: byModel[0]!.model }),
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
