import type { LanguageId } from "whowrote/language";

export const labels = ["human", "ai", "hybrid"] as const;
/** Dataset truth. */
export type Label = (typeof labels)[number];

/** One row of a dataset. Field meanings: the dataset's own documentation; only these are read. */
export interface Sample {
  readonly id: string;
  readonly code: string;
  readonly language: LanguageId;
  readonly label: Label;
  readonly source: string;
  /** What a split must keep together: repository, package, problem, author. */
  readonly group: string;
  readonly task?: string;
  readonly generator?: string;
  readonly family?: string;
  readonly repo?: string;
  readonly path?: string;
  readonly date?: string;
  /** Kind of human code: pre-ai, late, no-ai-policy, novice, linted. */
  readonly stratum?: string;
  /** file or function. */
  readonly kind?: string;
  /** contest, rosetta, function, class, file, chat, student, wild. */
  readonly domain?: string;
}
