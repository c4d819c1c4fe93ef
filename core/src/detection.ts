import type { ErrorRates } from "./error-rates.ts";
import type { CodeOutline, FunctionVerdicts, Stability, Standing } from "./evidence.ts";
import type { LanguageId } from "./language.ts";
import type { TokenAttribution } from "./token-attribution.ts";
import type { VerdictScale } from "./verdict-scale.ts";
import type { Verdict } from "./verdict.ts";

/** One signal's or view's share in the score, in words. */
export interface Reason {
  /** Signal id, `lexical.<view>`, or `neural`. */
  readonly id: string;
  /** The signal's meaning in plain words. */
  readonly meaning: string;
  readonly unit: string;
  /** The measured value; NaN is never given: such signals are left out. */
  readonly value: number;
  /** Log-odds; above 0 it speaks for AI. */
  readonly contribution: number;
  /** The middle half (25th to 75th percentile) of this value in held-out code of the same language. */
  readonly typical?: {
    readonly human: readonly [number, number];
    readonly ai: readonly [number, number];
  };
}

/** One method's answer. */
export interface DetectorScore {
  readonly detector: "stylometry" | "lexical" | "neural";
  /** Uncalibrated log-odds, or null when it abstains. */
  readonly score: number | null;
  /** Why it abstains. */
  readonly abstains?: string;
}

/** The answer about one source file. */
export interface Detection {
  readonly path?: string;
  readonly language: LanguageId;
  readonly verdict: Verdict;
  /** Calibrated probability that an AI wrote it at even prior odds, 0..1; null when nothing can be said. */
  readonly probability: number | null;
  /**
   * Share of held-out people's files (same language and length) that look at least this much like AI:
   * calling this file AI accepts that rate of false accusations. 0.001 stands for all rates up to it, 1 for all above 0.5.
   * Null when nothing can be said, and where the code is too short for a verdict.
   */
  readonly falseAlarmRate: number | null;
  /** One sentence: why this verdict. */
  readonly reason: string;
  readonly detectors: readonly DetectorScore[];
  /** Strongest first. */
  readonly reasons: readonly Reason[];
  /** Lines judged (header left out). */
  readonly lines: number;
  /** True when only the first part of a very long file was read. */
  readonly truncated: boolean;
  /** Name of the checkpoint that answered. */
  readonly checkpoint: string;
  /** What the verdict was decided on; absent when nothing can be said. */
  readonly standing?: Standing;
}

/** Where in the text the lexical evidence lies. Contributions are log-odds; all of them plus the bias sum to `lexicalScore`. */
export interface Explanation extends Detection {
  readonly signals: readonly Reason[];
  readonly lexicalScore: number;
  readonly lexicalBias: number;
  /** One per line of the text, header lines 0. */
  readonly lineContributions: readonly number[];
  readonly tokenContributions: readonly {
    readonly start: number;
    readonly end: number;
    readonly contribution: number;
  }[];
  /** The same for the encoder's score, where the checkpoint has an encoder. */
  readonly neural?: TokenAttribution;
  readonly outline?: CodeOutline;
  /** Where it was asked for and something can be said. */
  readonly stability?: Stability;
  /** Where they were asked for. */
  readonly functions?: FunctionVerdicts;
}

export interface DetectOptions {
  /** Accepted share of false accusations, 0.001 to 0.2. Default 0.01. */
  readonly falsePositiveRate?: number;
}

export interface ExplainOptions extends DetectOptions {
  /** False leaves out the encoder's token attribution, which takes dozens of times as long as its score. Default true. */
  readonly neural?: boolean;
  /** Told about that attribution, batch by batch: points of its paths that are done, and of how many as far as is known. */
  readonly onAttribution?: (done: number, total: number) => void;
  /** True also judges the code after edits that do no harm, which takes some five times as long. Default false. */
  readonly stability?: boolean;
  /** True also judges each named function by itself, which may take as long again as the file. Default false. */
  readonly functions?: boolean;
}

/** All detectors of one checkpoint, joined and calibrated. Must be closed. */
export interface CodeDetector {
  readonly checkpoint: string;
  /** @throws {UnsupportedLanguageError} when the language is not one of {@link LanguageId}. */
  readonly detect: (
    source: { readonly text: string; readonly language: LanguageId; readonly path?: string },
    options?: DetectOptions,
  ) => Promise<Detection>;
  readonly explain: (
    source: { readonly text: string; readonly language: LanguageId; readonly path?: string },
    options?: ExplainOptions,
  ) => Promise<Explanation>;
  /** How often it is right and wrong in this language at this operating point, measured on held-out code; n is 0 where it was not measured. */
  readonly errorRates: (language: LanguageId, falsePositiveRate: number) => ErrorRates;
  /** What probabilities mean for so many judged lines of a language. */
  readonly scale: (language: LanguageId, lines: number, falsePositiveRate: number) => VerdictScale;
  readonly close: () => void;
}
