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
  /** As recorded. */
  readonly generator?: string;
  /** Canonical spelling of the generator. */
  readonly model?: string;
  readonly family?: string;
  /** Tool that wrote it: claude-code, codex, … */
  readonly agent?: string;
  readonly repo?: string;
  readonly path?: string;
  readonly date?: string;
  /** Kind of human code: pre-ai, late, no-ai-policy, novice, linted. */
  readonly stratum?: string;
  /** file or function. */
  readonly kind?: string;
  /** contest, rosetta, function, class, file, chat, student, wild. */
  readonly domain?: string;
  /** How the AI wrote it: rewrite, translate, fix, … */
  readonly mode?: string;
  /** How the AI label is known: trailer, author, branch, line-note, body. */
  readonly attr?: string;
  /** Since when the repository forbids AI contributions. */
  readonly policySince?: string;
  /** Test code. */
  readonly isTest?: boolean;
  /** The text names a model or vendor: mask or leave out when training. */
  readonly mentionsAi?: boolean;
}
