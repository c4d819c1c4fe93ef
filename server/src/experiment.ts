import type { Interval, Rate } from "whowrote/statistics/interval";
import type { Share } from "./model-version.ts";

/** Versions that share the traffic for a while, to be compared. Started and stopped by `ModelVersions`. */
export interface Experiment {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** Two to five; weights sum to 1. */
  readonly arms: readonly Share[];
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** What a version answered in a span of time. */
export interface VersionFigures {
  readonly version: string;
  /** Answered requests, cached ones too. */
  readonly requests: number;
  /** Different keys among them; requests without a key count as one. */
  readonly callers: number;
  /** Shares of the verdicts, with Wilson intervals. */
  readonly verdicts: Readonly<Record<"human" | "ai" | "uncertain", Rate>>;
  /** Mean calibrated probability of AI with its 95 % interval; null without two requests that have one. */
  readonly probability: (Interval & { readonly n: number; readonly deviation: number }) | null;
  /** Milliseconds; null without requests. */
  readonly latency: { readonly median: number; readonly p95: number } | null;
  /** Requests whose verdict, human or ai, somebody says is the other one; of all with such a verdict. */
  readonly disputed: Rate;
  /** Entries of feedback of any kind. */
  readonly feedback: number;
}

/** What two versions said of the same requests: one to the caller, the other in the background. */
export interface ShadowFigures {
  readonly shown: string;
  readonly shadow: string;
  /** Pairs with different verdicts, of all pairs. */
  readonly disagreement: Rate;
  /** Mean distance of the two probabilities, 0..1; null without a pair that has both. */
  readonly distance: number | null;
}

/** A difference of two arms, second minus first, with its 95 % interval. */
export interface Comparison {
  readonly of: "verdict-ai" | "probability" | "disputed";
  readonly first: string;
  readonly second: string;
  /** Null below the least number of requests. */
  readonly difference: Interval | null;
  /** In plain words. */
  readonly reading: string;
}
