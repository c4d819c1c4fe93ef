import { predictLinear, rowLength, termWeight, weightOf, type LinearClassifier } from "../classifier/linear.ts";
import type { Measurement } from "../measurement.ts";
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
  const size = measurement.anatomy.text.length + 1;
  const sums = new Float64Array(size);
  /** One more than the end of what starts there; 0 where nothing does. */
  const ends = new Uint32Array(size);
  let bias = 0;
  for (const id of viewIds) {
    bias += model[id].bias / viewIds.length;
    const perLexeme = contributeView(model[id], measurement, id);
    const { start, end } = measurement.lexemes[id];
    for (let index = 0; index < perLexeme.length; index++) {
      const at = start[index]!;
      sums[at]! += perLexeme[index]! / viewIds.length;
      ends[at] = Math.max(ends[at]!, end[index]! + 1);
    }
  }
  const tokens: TokenContribution[] = [];
  let score = bias;
  for (let start = 0; start < size; start++) {
    if (ends[start] === 0) continue;
    tokens.push({ start, end: ends[start]! - 1, contribution: sums[start]! });
    score += sums[start]!;
  }
  return { bias, score, tokens };
}

function contributeView(model: LinearClassifier, measurement: Measurement, id: ViewId): Float64Array {
  const runs = measurement.runs[id];
  const length = rowLength(runs);
  const perOccurrence = new Float64Array(runs.buckets.length);
  for (let at = 0; at < perOccurrence.length; at++) {
    const count = runs.counts[at]!;
    const weight = weightOf(model, runs.buckets[at]!);
    if (weight !== 0) perOccurrence[at] = (weight * termWeight(count)) / length / count;
  }
  const lexemes = measurement.lexemes[id];
  const perLexeme = new Float64Array(lexemes.length);
  const { longestRun } = views[id];
  let run = 0;
  for (let first = 0; first < lexemes.length; first++) {
    const longest = Math.min(longestRun, lexemes.length - first);
    for (let size = 1; size <= longest; size++) {
      const share = perOccurrence[runs.places[run++]!]!;
      if (share === 0) continue;
      for (let at = first; at < first + size; at++) perLexeme[at]! += share / size;
    }
  }
  return perLexeme;
}
