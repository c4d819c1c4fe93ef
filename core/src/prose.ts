import type { DetectorScore, Explanation } from "./detection.ts";
import type { RewritingAnswer } from "./rewriting.ts";

/** The parts of what a language model writes about one detector's answer, in order. */
export const proseParts = ["understanding", "analysis", "justification"] as const;
export type ProsePart = (typeof proseParts)[number];

/** Plain text, checked against the evidence. Whoever draws it escapes it. */
export type Prose = Readonly<Record<ProsePart, string>>;

export type DetectorId = DetectorScore["detector"] | "rewriting";

/** What a language model is told, and nothing else. */
export interface ProseRequest {
  /** What was judged. */
  readonly text: string;
  readonly explanation: Explanation;
  readonly falsePositiveRate: number;
  /** Where it was asked. */
  readonly rewriting?: RewritingAnswer;
}

/** The prose about one detector, or why there is none. It stands beside the judgement and changes nothing in it. */
export type ProseAnswer =
  | { readonly detector: DetectorId; readonly prose: Prose }
  | { readonly detector: DetectorId; readonly dropped: string };

/**
 * How the prose comes to be. A `delta` is unchecked: only `done` carries text that passed. `again` says that what came so far
 * was dropped and the model is asked once more. Each detector ends with `done` or `dropped`.
 */
export type ProseEvent =
  | { readonly detector: DetectorId; readonly type: "delta"; readonly text: string }
  | { readonly detector: DetectorId; readonly type: "again"; readonly reason: string }
  | { readonly detector: DetectorId; readonly type: "done"; readonly prose: Prose }
  | { readonly detector: DetectorId; readonly type: "dropped"; readonly reason: string };
