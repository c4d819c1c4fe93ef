import type { Explanation } from "./detection.ts";
import type { RewritingAnswer } from "./rewriting.ts";

export type NarrativeTopic =
  | "code"
  | "verdict"
  | "stylometry"
  | "lexical"
  | "neural"
  | "rewriting"
  | "probability"
  | "stability"
  | "change"
  | "limits";

/** One part of the text about a verdict. Plain text: whoever draws it escapes it. */
export interface NarrativeSection {
  readonly topic: NarrativeTopic;
  readonly title: string;
  /** At least one. Code and names of the file may stand in them. */
  readonly sentences: readonly string[];
}

/** A figure measured on held-out code, 0..1. */
export interface MeasuredFigure {
  readonly value: number;
}

/** What the text is written from, and nothing else. */
export interface NarrativeRequest {
  /** What was judged. */
  readonly text: string;
  readonly explanation: Explanation;
  readonly falsePositiveRate: number;
  /** What rewriting says, where it was asked; the verdict has its vote in it then. */
  readonly rewriting?: RewritingAnswer;
  /** Figures of the checkpoint by name, as its `checkpoint.json` has them. */
  readonly metrics?: Readonly<Record<string, MeasuredFigure>>;
  /**
   * False leaves out whatever comes from the code itself: excerpts, names and the path. For prompts, where they belong
   * among the data. Default true.
   */
  readonly quotes?: boolean;
}
