import { languageIds, type LanguageId } from "./language.ts";
import { viewIds } from "./view.ts";

/**
 * The features of the joining classifier, which learned on view scores of models that had not seen the sample's group
 * (stacking, Wolpert 1992) and so knows how far to trust them. In order: signals, view scores, length, one column per language.
 */
export function ensembleFeatureNames(signalIds: readonly string[]): string[] {
  return [
    ...signalIds,
    ...viewIds.map((id) => `lexical.${id}`),
    "lexical.mean",
    "context.log-lines",
    ...languageIds.map((id) => `context.${id}`),
  ];
}

/** One row in the order of {@link ensembleFeatureNames}. */
export function ensembleFeatures(
  signals: Float32Array,
  viewScores: readonly number[],
  lines: number,
  language: LanguageId,
): Float32Array {
  const mean = viewScores.reduce((sum, score) => sum + score, 0) / viewScores.length;
  const context = [Math.log(1 + lines), ...languageIds.map((id) => (id === language ? 1 : 0))];
  const row = new Float32Array(signals.length + viewScores.length + 1 + context.length);
  row.set(signals);
  row.set([...viewScores, mean, ...context], signals.length);
  return row;
}
