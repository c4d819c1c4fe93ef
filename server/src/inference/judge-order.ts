import type { Detection, Explanation } from "whowrote/detection";
import type { Resemblance } from "whowrote/similarity";
import type { VerdictScale } from "whowrote/verdict-scale";
import type { CodeText, JudgeRequest, TopToken } from "../inference.ts";

/** A model version, as the threads that judge load it. */
export interface VersionSpec {
  readonly folder: string;
  /** URL of a module that exports `loadDetector`. */
  readonly detectorModule: string;
}

/** What the threads that judge are asked. */
export type JudgeTask =
  | { readonly kind: "judge"; readonly request: Omit<JudgeRequest, "version">; readonly keptReasons: readonly string[] }
  | { readonly kind: "resemble"; readonly texts: readonly [CodeText, CodeText] };

export interface Judgement {
  readonly detection: Detection;
  readonly explanation?: Explanation;
  readonly topTokens: readonly TopToken[];
  readonly scale?: VerdictScale;
}

export type JudgeAnswer =
  | { readonly kind: "judgement"; readonly judgement: Judgement }
  | { readonly kind: "resemblance"; readonly resemblance: Resemblance };
