import type { Classifier } from "../classifier.ts";
import type { Tensor, Tensors } from "../tensor.ts";

/** Adds weighted features up. */
export interface LogisticParameters {
  /** Log-odds of "ai" per unit of a feature. */
  readonly weights: Float32Array;
  /** Each feature's mean where it was learned: there it contributes nothing, and so does one that was not measured. */
  readonly means: Float32Array;
  /** Log-odds where every feature has its mean. */
  readonly bias: number;
}

/** A logistic regression; its score is the log-odds. */
export interface Logistic extends Classifier {
  readonly kind: "logistic";
}

export function createLogistic({ weights, means, bias }: LogisticParameters): Logistic {
  const start = Math.fround(bias);
  const shareOf = (feature: number, value: number): number =>
    Number.isNaN(value) ? 0 : weights[feature]! * (value - means[feature]!);
  return {
    kind: "logistic",
    featureCount: weights.length,
    predict: (features) => weights.reduce((sum, _, feature) => sum + shareOf(feature, features[feature]!), start),
    contribute: (features) => ({
      bias: start,
      values: Float64Array.from(weights, (_, feature) => shareOf(feature, features[feature]!)),
    }),
    toTensors: () => ({
      weights: { shape: [weights.length], data: weights },
      means: { shape: [means.length], data: means },
      bias: { shape: [1], data: Float32Array.of(start) },
    }),
  };
}

/** @throws when a tensor is missing, or weights and means do not fit together */
export function readLogistic({ weights, means, bias }: Tensors): Logistic {
  const isVector = (tensor: Tensor | undefined): boolean => tensor?.data.length === weights?.data.length;
  if (!weights || !means || !bias || !isVector(means) || bias.data.length !== 1)
    throw new Error("The logistic regression lacks a tensor or has one of another size; fetch the checkpoint again.");
  return createLogistic({
    weights: Float32Array.from(weights.data),
    means: Float32Array.from(means.data),
    bias: bias.data[0]!,
  });
}
