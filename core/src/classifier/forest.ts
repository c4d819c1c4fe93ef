import type { Classifier } from "../classifier.ts";
import type { Tensors } from "../tensor.ts";
import { sumPaths, toRow, type TreeEnsemble } from "./tree-ensemble.ts";
import { treesFromTensors, treesToTensors } from "./tree-tensors.ts";
import { createTreeWalk } from "./tree-walk.ts";

/** Probabilities are kept this far from 0 and 1 before they become log-odds: a score is at most 13.8. */
const margin = 1e-6;

/** The exact share of each feature in a mean probability: `bias` + the sum of `values` is {@link Forest.meanProbability}. */
export interface ProbabilityContributions {
  readonly bias: number;
  /** One per feature, in probability. */
  readonly values: Float64Array;
}

/** Trees whose leaves hold the share of "ai" (Breiman 2001); they vote by the mean. */
export interface Forest extends Classifier {
  readonly kind: "forest";
  /** The mean of the leaves, 0 to 1: what scikit-learn calls `predict_proba`. Uncalibrated; `predict` is its log-odds. */
  readonly meanProbability: (features: ArrayLike<number>) => number;
  readonly contributeProbability: (features: ArrayLike<number>) => ProbabilityContributions;
}

/** Leaf values must be probabilities. */
export function createForest(trees: TreeEnsemble): Forest {
  const { featureCount } = trees;
  const sumLeaves = createTreeWalk(trees);
  const treeCount = trees.roots.length;
  const meanProbability = (features: ArrayLike<number>): number => sumLeaves(toRow(features, featureCount)) / treeCount;
  const contributeProbability = (features: ArrayLike<number>): ProbabilityContributions => {
    const { bias, values } = sumPaths(trees, toRow(features, featureCount));
    return { bias: bias / treeCount, values: values.map((value) => value / treeCount) };
  };
  return {
    kind: "forest",
    featureCount,
    meanProbability,
    contributeProbability,
    predict: (features) => logOdds(meanProbability(features)),
    contribute: (features) => {
      // Shares of a probability become shares of log-odds by one factor, the slope of the line from the bias to the
      // prediction: signs and proportions stay, and the sum is exact. Where both are equal it is the curve's slope.
      const { bias, values } = contributeProbability(features);
      const rise = values.reduce((sum, value) => sum + value, 0);
      const from = keep(bias);
      const slope =
        Math.abs(rise) > 1e-13 ? (logOdds(meanProbability(features)) - logOdds(from)) / rise : 1 / (from * (1 - from));
      return { bias: logOdds(from), values: values.map((value) => (value === 0 ? 0 : value * slope)) };
    },
    toTensors: () => treesToTensors(trees),
  };
}

export function readForest(tensors: Tensors): Forest {
  return createForest(treesFromTensors(tensors));
}

function logOdds(probability: number): number {
  const kept = keep(probability);
  return Math.log(kept / (1 - kept));
}

function keep(probability: number): number {
  return Math.min(1 - margin, Math.max(margin, probability));
}
