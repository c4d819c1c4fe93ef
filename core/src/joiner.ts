import type { CalibrationCell } from "./calibration.ts";
import type { Classifier, Contributions } from "./classifier.ts";
import { neuralFeatureNames, summarizeWindows } from "./detector/neural.ts";
import { languageIds, type LanguageId } from "./language.ts";
import type { LengthBin } from "./length-bin.ts";
import { viewIds } from "./view.ts";

/**
 * Joins the quick detectors with an encoder's answer. It learned on scores of models that had seen neither the file nor
 * its repository, so it knows where the encoder is worth listening to.
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

const quickFeatureNames = ["quick", "stylometry", ...viewIds.map((id) => `lexical.${id}`)];

/** Names of the features of a {@link Joiner}, in order. */
export const joinerFeatureNames: readonly string[] = [
  ...quickFeatureNames,
  ...neuralFeatureNames,
  "context.log-lines",
  ...languageIds.map((id) => `context.${id}`),
];

/**
 * One row in the order of {@link joinerFeatureNames}.
 * @param windowScores log-odds of "ai", one a window of the encoder
 */
export function joinerFeatures(
  { ensemble, stylometry, views }: QuickScores,
  windowScores: Float32Array,
  lines: number,
  language: LanguageId,
): Float32Array {
  return Float32Array.of(
    ensemble,
    stylometry,
    ...views,
    ...summarizeWindows(windowScores),
    Math.log(1 + lines),
    ...languageIds.map((id) => (id === language ? 1 : 0)),
  );
}

/** What the encoder's answer adds to a joined score, in log-odds. */
export function neuralContribution({ values }: Contributions): number {
  const first = quickFeatureNames.length;
  return values.subarray(first, first + neuralFeatureNames.length).reduce((sum, value) => sum + value, 0);
}
