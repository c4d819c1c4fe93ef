/**
 * What stands in for a token's word embedding where the path of integrated gradients begins: the row of the padding
 * token or that of the mask token. Positions, segments and the tokens that frame a window stay as they are.
 */
export const baselineIds = ["pad", "mask"] as const;
export type BaselineId = (typeof baselineIds)[number];

/** One name, word, number or sign of the source, or a mark of layout, which has no length. */
export interface SourceToken {
  /** UTF-16 offsets, end exclusive, without blanks around it. */
  readonly start: number;
  readonly end: number;
  /** Line in which it begins, from 1. */
  readonly line: number;
  /** What it adds to the score, in log-odds. */
  readonly contribution: number;
}

/**
 * Takes an encoder's score of a file apart by integrated gradients (Sundararajan et al. 2017, arXiv:1703.01365,
 * section 3): baselineScore + all contributions + residual = score.
 */
export interface TokenAttribution {
  readonly baseline: BaselineId;
  /** Log-odds, the mean over the file's windows. */
  readonly score: number;
  /** Log-odds of the same windows with every token replaced by the baseline's. */
  readonly baselineScore: number;
  /** What the contributions miss of `score - baselineScore`, because the path is sampled: log-odds, either sign. */
  readonly residual: number;
  /** |residual| as a share of |score - baselineScore|; 0 where both are 0. */
  readonly gap: number;
  /** Into how many steps the path was cut, most of all windows. */
  readonly steps: number;
  /** Set when the contributions miss more than they may, and more than .001 log-odds. A sentence for a person. */
  readonly warning?: string;
  /** In the order of the text. */
  readonly tokens: readonly SourceToken[];
  /** One per line of the text: the sum over the tokens that begin in it. */
  readonly lineContributions: readonly number[];
}

/** Where the tokens of an encoder stand in a text, in UTF-16 units, end exclusive. */
export interface TokenOffsets {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
