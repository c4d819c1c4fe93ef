import type { BaselineId, TokenAttribution, TokenOffsets } from "../token-attribution.ts";
import type { SpecialTokens } from "../tokenizer.ts";
import type { TokenWindow } from "../window.ts";
import { windowIds } from "../window/window-ids.ts";
import {
  integratePaths,
  negligible,
  type AttributionPath,
  type EvaluatePoints,
  type PathIntegral,
  type PathLimits,
} from "./integrate-paths.ts";
import { mergeTokens, sumByLine } from "./merge-tokens.ts";

/** A file as an encoder reads it. */
export interface AttributedText extends TokenOffsets {
  readonly text: string;
  /** Without special tokens. */
  readonly ids: Int32Array;
  /** Those that made the score; they may overlap, and need not hold every token. */
  readonly windows: readonly TokenWindow[];
}

export interface AttributionOptions extends PathLimits {
  readonly baseline: BaselineId;
}

/**
 * Shares the mean score of a file's windows out among its tokens. A token in several windows gets the sum of its shares,
 * one in none gets 0. The start and end tokens around a window stay as they are and get nothing.
 * @throws when there is nothing to attribute, or the tokenizer lacks the baseline's token
 */
export async function attributeText(
  file: AttributedText,
  special: SpecialTokens,
  evaluate: EvaluatePoints,
  options: AttributionOptions,
): Promise<TokenAttribution> {
  checkText(file);
  const baselineToken = findBaseline(special, options.baseline);
  const paths = file.windows.map((window) => createPath(file.ids, window, special, baselineToken));
  const integrals = await integratePaths(paths, evaluate, options);
  const contributions = poolContributions(file, special, integrals);
  const tokens = mergeTokens(file.text, file, contributions);
  const score = mean(integrals.map((integral) => integral.score));
  const baselineScore = mean(integrals.map((integral) => integral.baselineScore));
  const change = score - baselineScore;
  const residual = change - contributions.reduce((sum, contribution) => sum + contribution, 0);
  const gap = residual === 0 ? 0 : Math.abs(residual / change);
  const steps = Math.max(...integrals.map((integral) => integral.steps));
  const misses = gap > options.tolerance && Math.abs(residual) > negligible;
  return {
    baseline: options.baseline,
    score,
    baselineScore,
    residual,
    gap,
    steps,
    ...(misses && { warning: warn(residual, change, gap, steps) }),
    tokens,
    lineContributions: sumByLine(file.text, tokens),
  };
}

function warn(residual: number, change: number, gap: number, steps: number): string {
  return (
    `The tokens' contributions miss ${residual.toFixed(3)} of a change of ${change.toFixed(3)} (${(gap * 100).toFixed(1)} %) ` +
    `after ${steps} steps: read them as approximate, or allow more steps.`
  );
}

function checkText({ ids, starts, ends, windows }: AttributedText): void {
  if (ids.length === 0 || windows.length === 0)
    throw new RangeError(
      "There is nothing to attribute: the text has no tokens (it is empty, or blanks only). Give one with code in it.",
    );
  if (starts.length !== ids.length || ends.length !== ids.length)
    throw new RangeError(
      `${ids.length} tokens need as many offsets, not ${starts.length} starts and ${ends.length} ends: give all three columns of the same text.`,
    );
  for (const { start, end } of windows)
    if (!(start >= 0 && start < end && end <= ids.length))
      throw new RangeError(
        `There is no window from token ${start} to ${end} in a text of ${ids.length} tokens: cut it with cutWindows.`,
      );
}

function findBaseline(special: SpecialTokens, baseline: BaselineId): number {
  const id = special[baseline];
  if (id !== undefined) return id;
  throw new Error(`This encoder's tokenizer has no ${baseline} token: use the baseline pad.`);
}

function createPath(
  ids: Int32Array,
  window: TokenWindow,
  special: SpecialTokens,
  baselineToken: number,
): AttributionPath {
  const replaced = new Int32Array(window.end - window.start).fill(baselineToken);
  return {
    ids: windowIds(ids, window, special),
    baseline: windowIds(replaced, { start: 0, end: replaced.length }, special),
  };
}

function poolContributions(
  { ids, windows }: AttributedText,
  special: SpecialTokens,
  integrals: readonly PathIntegral[],
): Float64Array {
  const offset = special.start === undefined ? 0 : 1;
  const pooled = new Float64Array(ids.length);
  for (const [at, { start, end }] of windows.entries()) {
    const { contributions } = integrals[at]!;
    for (let token = start; token < end; token++)
      pooled[token]! += contributions[token - start + offset]! / windows.length;
  }
  return pooled;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
