import type { HeatMap } from "./heat-map.ts";
import { strongestOf } from "./levels.ts";

/** A heat map as it is looked up: places in ascending order, each ending where the next one begins. */
export interface PreparedHeat {
  /** One a line, log-odds. */
  readonly lines: readonly number[];
  /** UTF-16 offsets. */
  readonly starts: Int32Array;
  /** Exclusive. */
  readonly ends: Int32Array;
  readonly contributions: Float64Array;
  /** Of all lines, and of all tokens, whatever the sign. */
  readonly strongestLine: number;
  readonly strongestToken: number;
}

/**
 * Puts the tokens in order and takes their overlaps away: the first token of a line also stands for the line's layout and
 * reaches to its end, so each ends where the next one begins. Marks of layout, which have no length, are left out.
 */
export function prepareHeat({ lines, tokens }: HeatMap): PreparedHeat {
  const inOrder = tokens.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const count = inOrder.length;
  const starts = Int32Array.from(inOrder, ({ start }) => start);
  return {
    lines,
    starts,
    ends: Int32Array.from(inOrder, ({ end }, at) => (at + 1 < count ? Math.min(end, starts[at + 1]!) : end)),
    contributions: Float64Array.from(inOrder, ({ contribution }) => contribution),
    strongestLine: strongestOf(lines),
    strongestToken: strongestOf(inOrder.map(({ contribution }) => contribution)),
  };
}

/** The first token that ends behind an offset. */
export function firstTokenBehind({ ends }: PreparedHeat, offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
