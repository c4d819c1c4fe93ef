import type { Cell } from "@whowrote/training/evaluate/table";

/** A figure for a table, of three digits; what could not be measured has none. */
export const rounded = (value: number): Cell =>
  Number.isFinite(value) ? Number(value.toPrecision(3)) : { value: Number.NaN };
