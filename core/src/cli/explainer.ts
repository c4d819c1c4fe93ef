import type { Explanation } from "../detection.ts";
import type { NarrativeSection } from "../narrative.ts";
import type { ProseAnswer } from "../prose.ts";
import type { RewritingAnswer } from "../rewriting.ts";

/** One file with everything that is said about it. */
export interface ExplainedFile {
  readonly path: string;
  /** What was judged. */
  readonly text: string;
  readonly explanation: Explanation;
  readonly falsePositiveRate: number;
}

/** What a language model wrote about a file, and which one. */
export interface ToldProse {
  readonly model: string;
  readonly host: string;
  readonly answers: readonly ProseAnswer[];
}

/** The same in words. */
export interface NarratedFile extends ExplainedFile {
  readonly narrative: readonly NarrativeSection[];
  /** Both only when they were asked for. */
  readonly rewriting?: RewritingAnswer;
  readonly prose?: ToldProse;
}

export interface ExplainStyle {
  readonly colour: boolean;
  readonly columns: number | undefined;
  /** How many signals to show. */
  readonly signals: number;
}

/** Writes an explanation in one format. */
export type Explainer = (file: NarratedFile, style: ExplainStyle) => string;
