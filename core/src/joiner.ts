import type { CalibrationCell } from "./calibration.ts";
import type { Classifier, Contributions } from "./classifier.ts";
import type { LanguageId } from "./language.ts";
import type { LengthBin } from "./length-bin.ts";
import { viewIds } from "./view.ts";

/**
 * Joins the quick detectors' scores with an encoder's answer. It learned how much each is worth on scores of models that had
 * seen neither the file nor its repository.
 */
export interface Joiner {
  /** Name and version of the checkpoint. */
  readonly name: string;
  readonly classifier: Classifier;
  readonly cell: (language: LanguageId, bin: LengthBin) => CalibrationCell;
}

/** What the quick detectors say of a file, all in log-odds of "ai". */
export interface QuickScores {
  /** Joined. */
  readonly ensemble: number;
  readonly stylometry: number;
  /** In the order of the views. */
  readonly views: readonly number[];
}

/** Names of the features of a {@link Joiner}, in order. */
export const joinerFeatureNames: readonly string[] = [
  "quick",
  "stylometry",
  ...viewIds.map((id) => `lexical.${id}`),
  "neural",
];

/** One row in the order of {@link joinerFeatureNames}. */
export function joinerFeatures({ ensemble, stylometry, views }: QuickScores, neural: number): Float32Array {
  return Float32Array.of(ensemble, stylometry, ...views, neural);
}

/** What the encoder's answer adds to a joined score, in log-odds. */
export function neuralContribution({ values }: Contributions): number {
  return values.at(-1)!;
}
