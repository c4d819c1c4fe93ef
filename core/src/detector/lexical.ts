import { predictLinear, rowLength, termWeight, weightOf, type LinearClassifier } from "../classifier/linear.ts";
import type { Measurement } from "../measurement.ts";
import { visitRuns } from "../run-counts.ts";
import { viewIds, type ViewId } from "../view.ts";
import { views } from "../view/index.ts";

/** One linear model per view; the detector's score is their mean. */
export type LexicalModel = Readonly<Record<ViewId, LinearClassifier>>;

/** Scores of the views, log-odds of "ai", in the order of {@link viewIds}. */
export function predictLexical(model: LexicalModel, measurement: Measurement): number[] {
  return viewIds.map((id) => predictLinear(model[id], measurement.runs[id]));
}

/** One stretch of text and what it adds to the mean score of the views. */
export interface TokenContribution {
  readonly start: number;
  readonly end: number;
  readonly contribution: number;
}

export interface LexicalContributions {
  /** Mean of the views' biases. */
  readonly bias: number;
  /** bias + all tokens. */
  readonly score: number;
  /** By place in the text; lexemes that several views share a start with are one entry. */
  readonly tokens: readonly TokenContribution[];
}

/**
 * Takes the mean score of the views apart, exactly: a bucket's weight x value is shared evenly by the occurrences
 * of its runs, and a run's share evenly by its lexemes. The shares and the bias sum to the score.
 */
export function contributeLexical(model: LexicalModel, measurement: Measurement): LexicalContributions {
  const shares = new Map<number, { end: number; contribution: number }>();
  let bias = 0;
  for (const id of viewIds) {
    bias += model[id].bias / viewIds.length;
    const perLexeme = contributeView(model[id], measurement, id);
    const { start, end } = measurement.lexemes[id];
    for (const [index, contribution] of perLexeme.entries()) {
      const known = shares.get(start[index]!);
      if (known) {
        known.contribution += contribution / viewIds.length;
        known.end = Math.max(known.end, end[index]!);
      } else shares.set(start[index]!, { end: end[index]!, contribution: contribution / viewIds.length });
    }
  }
  const tokens = [...shares].map(([start, share]) => ({ start, ...share })).toSorted((a, b) => a.start - b.start);
  return { bias, score: tokens.reduce((sum, token) => sum + token.contribution, bias), tokens };
}

function contributeView(model: LinearClassifier, measurement: Measurement, id: ViewId): Float64Array {
  const runs = measurement.runs[id];
  const length = rowLength(runs);
  const perOccurrence = new Map<number, number>();
  for (const [at, bucket] of runs.buckets.entries()) {
    const count = runs.counts[at]!;
    const weight = weightOf(model, bucket);
    if (weight !== 0) perOccurrence.set(bucket, (weight * termWeight(count)) / length / count);
  }
  const lexemes = measurement.lexemes[id];
  const perLexeme = new Float64Array(lexemes.length);
  visitRuns(lexemes, views[id].longestRun, model.bucketBits, (bucket, first, size) => {
    const share = perOccurrence.get(bucket);
    if (share !== undefined) for (let at = first; at < first + size; at++) perLexeme[at]! += share / size;
  });
  return perLexeme;
}
