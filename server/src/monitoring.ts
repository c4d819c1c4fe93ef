import type { LanguageId } from "whowrote/language";
import type { WatchedSignal } from "./monitoring/signal-quartiles.ts";

/** `too-few` and `no-reference` say nothing either way. */
export type DriftLevel = "too-few" | "no-reference" | "steady" | "warning" | "alarm";

/** How far the answers or the code of one week are from what a checkpoint was trained on. */
export interface Drift {
  /** Its Monday in UTC, such as `2026-03-02`. */
  readonly week: string;
  readonly language: LanguageId;
  readonly version: string;
  readonly of: "probability" | WatchedSignal;
  /** Predictions of the week; for a signal, those of the sample. */
  readonly n: number;
  readonly level: DriftLevel;
  /** Null where the level says nothing. */
  readonly measured: DriftFigures | null;
  /** In plain words. */
  readonly reading: string;
}

export interface DriftFigures {
  /** Population stability index. */
  readonly stability: number;
  /** Two-sample Kolmogorov-Smirnov: the largest distance of the two distributions, and how often chance alone makes one as large. */
  readonly kolmogorovSmirnov: { readonly distance: number; readonly chance: number };
  /** Ascending: what was seen in each interval, and what the reference leads one to expect; shares of 1. */
  readonly intervals: readonly DriftInterval[];
  /** The mix of people's and AI code of the reference that comes nearest to what was seen. */
  readonly nearestMix: { readonly ai: number; readonly stability: number };
}

export interface DriftInterval {
  /** Null: open. */
  readonly from: number | null;
  readonly to: number | null;
  readonly seen: number;
  readonly expected: number;
}

/** Watches whether what comes in is still like what the checkpoints were trained on. */
export interface Monitoring {
  /** Newest week first; the present one and the four before. At most a minute old. */
  report(): Promise<readonly Drift[]>;
  /** What in the report of the present and the last whole week asks for a look: warnings and alarms. */
  alarms(): Promise<readonly Drift[]>;
}
