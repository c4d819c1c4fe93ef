/** A place in a text and what it adds to a detector's score. UTF-16 offsets, end exclusive. */
export interface HeatToken {
  readonly start: number;
  readonly end: number;
  /** Log-odds; above 0 it speaks for AI. */
  readonly contribution: number;
}

/** What each line and each token of a text adds to one detector's score. */
export interface HeatMap {
  readonly lines: readonly number[];
  readonly tokens: readonly HeatToken[];
}
