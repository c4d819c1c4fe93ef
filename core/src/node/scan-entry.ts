import type { Detection } from "../detection.ts";
import type { ErrorRates } from "../error-rates.ts";
import type { LanguageId } from "../language.ts";
import type { SkipReason } from "./skip.ts";

/** What a scan says of one file, or of a folder that it left out. */
export type ScanEntry =
  | {
      readonly kind: "judged";
      readonly path: string;
      readonly detection: Detection;
      /** Invalid byte sequences that were read as U+FFFD. */
      readonly replaced: number;
    }
  | { readonly kind: "error"; readonly path: string; readonly message: string }
  | { readonly kind: "skipped"; readonly path: string; readonly reason: SkipReason; readonly isFolder: boolean };

/** One file for a worker: a place on disk, or bytes that came through standard input. */
export interface ScanTask {
  readonly path: string;
  readonly source: string | Uint8Array;
  readonly named: boolean;
}

/** The settings that hold for every file of a scan. */
export interface JudgeOptions {
  /** Reads also what is generated, minified or too large. */
  readonly all: boolean;
  /** Judges only these; a single one is also taken for text whose language nothing else tells. */
  readonly languages?: readonly LanguageId[];
  readonly falsePositiveRate: number;
}

/** Who answers in a scan, and how often it is wrong at the chosen false-positive rate. */
export interface ScanDetector {
  readonly checkpoint: string;
  readonly errorRates: Readonly<Record<LanguageId, ErrorRates>>;
}

/** What a worker is started with. */
export interface WorkerSettings {
  /** URL of a module that exports `loadDetector`. */
  readonly detectorModule: string;
  /** The checkpoint. */
  readonly folder: string;
  readonly judge: JudgeOptions;
}

/** What a worker says: `ready` once, then one `entry` for each task; `unavailable` when it cannot load the detector. */
export type WorkerMessage =
  | { readonly type: "ready"; readonly detector: ScanDetector }
  | { readonly type: "unavailable"; readonly message: string }
  | { readonly type: "entry"; readonly entry: ScanEntry; readonly isBroken: boolean };
