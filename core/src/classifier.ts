import type { Tensors } from "./tensor.ts";

/** The exact share of each feature in one prediction: `bias` + the sum of `values` is the score. */
export interface Contributions {
  readonly bias: number;
  /** One per feature, in log-odds. */
  readonly values: Float64Array;
}

/**
 * Feature vector in, score out. Scores are log-odds of "ai", uncalibrated. NaN is "not measured" and is allowed
 * for every feature; it must have been learned or take a fixed path, never spread NaN.
 */
export interface Classifier {
  readonly kind: "forest" | "boosted-trees" | "logistic";
  readonly featureCount: number;
  readonly predict: (features: ArrayLike<number>) => number;
  readonly contribute: (features: ArrayLike<number>) => Contributions;
  /** The parameters; the reader for this `kind` turns them back into an equal classifier. */
  readonly toTensors: () => Tensors;
}

/** A classifier that is made of trees. */
export interface TreeClassifier extends Classifier {
  readonly kind: "forest" | "boosted-trees";
}
