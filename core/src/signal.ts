import type { CodeFacts } from "./code-facts.ts";
import type { LanguageId } from "./language.ts";

export const signalGroups = [
  "layout",
  "identifier",
  "comment",
  "tree",
  "semantic",
  "complexity",
  "keyword",
  "language",
] as const;

export type SignalGroup = (typeof signalGroups)[number];

/** One named number measured on a source file, with a meaning a person can read. */
export interface Signal {
  /** Stable: `group.kebab-case-name`, for example `comment.own-line-share`. */
  readonly id: string;
  readonly group: SignalGroup;
  /** What one of it is: "share", "per line", "per function", "characters", "words", "columns", "levels", "bits", "ratio", "points". */
  readonly unit: string;
  /** A noun phrase for a person, without jargon: "share of the lines that are blank". */
  readonly meaning: string;
  /** Set when only these languages have it; elsewhere it is not measured (NaN). */
  readonly languages?: readonly LanguageId[];
  /** The value, or NaN where it is not defined (mean comment length without comments). */
  readonly measure: (facts: CodeFacts) => number;
}
