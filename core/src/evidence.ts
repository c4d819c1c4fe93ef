import type { LanguageId } from "./language.ts";
import type { LengthBin } from "./length-bin.ts";
import type { Verdict } from "./verdict.ts";

/** What the code is, counted on its syntax tree. The header (licence, package and import lines) is left out. */
export interface CodeOutline {
  readonly codeLines: number;
  readonly commentLines: number;
  readonly blankLines: number;
  /** Named ones: functions, methods, constructors. */
  readonly functions: number;
  readonly classes: number;
  readonly conditionals: number;
  readonly loops: number;
  /** Deepest level of conditionals, loops, switches and try blocks inside each other in one function. */
  readonly nesting: number;
  /** The function with the most lines; undefined where there is none. */
  readonly longest?: { readonly name: string; readonly lines: number };
  /** Places that do not parse. */
  readonly errors: number;
}

/** Why the verdict is `uncertain` whatever the score. */
export interface NoVerdict {
  /** Too little code, or too little people's code of this language and length to compare it with. */
  readonly kind: "too-short" | "too-few-samples";
  /** In words. */
  readonly reason: string;
}

/** Where a score stands among held-out code of the same language and length. Scores are log-odds, uncalibrated. */
export interface Standing {
  readonly language: LanguageId;
  readonly bin: LengthBin;
  /** The methods' answers joined. */
  readonly score: number;
  /** From this score on the verdict is `ai`, at the accepted rate of false accusations. */
  readonly aiFrom: number;
  /** Up to this score, and below {@link aiFrom}, the verdict is `human`. */
  readonly humanTo: number;
  /** Share of held-out AI code that scores at most {@link humanTo}. */
  readonly missRate: number;
  /** Absent where the score decides. */
  readonly noVerdict?: NoVerdict;
  /** Held-out samples of this language and length; a group is a repository, an author or a problem. */
  readonly humans: number;
  readonly humanGroups: number;
  readonly ais: number;
  /** Share of AI code of this language that the accepted rate finds, by length; left out where too little is there. */
  readonly found: Readonly<Partial<Record<LengthBin, number>>>;
}

/** One function judged as if it were a file of its own. Offsets are UTF-16, into the text that was judged. */
export interface FunctionVerdict {
  readonly name: string;
  /** With the comments and decorators above it. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly verdict: Verdict;
  /** Null where nothing can be said: most often it is too short. */
  readonly probability: number | null;
  readonly falseAlarmRate: number | null;
  readonly reason: string;
}

/** The functions of a file, in order, by the quick detectors. */
export interface FunctionVerdicts {
  readonly checkpoint: string;
  /** Accepted for each of them: together they accuse a person's file as often as the file's own rate accepts. */
  readonly falsePositiveRate: number;
  readonly functions: readonly FunctionVerdict[];
  /** How many of them were not judged, as there are too many. */
  readonly leftOut: number;
}

/** The verdict after an edit that changes neither what code does nor who wrote it. */
export interface EditedVerdict {
  /** Id of the edit. */
  readonly edit: string;
  /** What it did: "comments and docstrings removed". */
  readonly change: string;
  readonly verdict: Verdict;
  /** Null where nothing can be said any more. */
  readonly probability: number | null;
}

/** How well a verdict holds when the code is edited without harm. */
export interface Stability {
  readonly edits: readonly EditedVerdict[];
  /** What the other edits would have done: they found nothing to change in this text. */
  readonly without: readonly string[];
}
