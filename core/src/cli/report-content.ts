import type { LanguageId } from "../language.ts";
import type { SkipReason } from "../node/skip.ts";
import type { Verdict } from "../verdict.ts";
import type { NarratedFile } from "./explainer.ts";
import type { Fingerprint, ModelFacts } from "./model-facts.ts";
import type { ScanSummary } from "./summary.ts";

/** Everything that a report says, before it is laid out. The same code, model, settings and date give the same report. */
export interface ReportContent {
  /** As it was asked for. */
  readonly path: string;
  /** ISO, a day. */
  readonly date: string;
  /** Of whowrote. */
  readonly version: string;
  readonly settings: JudgeSettings;
  readonly model: ModelFacts & { readonly fingerprints: readonly Fingerprint[] };
  readonly subject: FileSubject | FolderSubject;
}

/** What the answers depend on beside the code. */
export interface JudgeSettings {
  readonly falsePositiveRate: number;
  /** Only these were judged. */
  readonly languages?: readonly LanguageId[];
  /** Also what is ignored, generated, minified or too large. */
  readonly all: boolean;
}

export interface FileSubject {
  readonly kind: "file";
  readonly file: NarratedFile;
}

export interface FolderSubject {
  readonly kind: "folder";
  readonly summary: ScanSummary;
  /** In the order of their paths. */
  readonly rows: readonly FileRow[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly leftOut: readonly LeftOut[];
  readonly details: readonly NarratedFile[];
  /** Files judged ai without a section of their own: there are too many, or they could not be read again. */
  readonly withoutDetails: number;
}

/** A judged file in one line. */
export interface FileRow {
  readonly path: string;
  readonly language: LanguageId;
  readonly lines: number;
  readonly verdict: Verdict;
  readonly probability: number | null;
  readonly falseAlarmRate: number | null;
  readonly why: string;
}

/** What was not judged for one reason. */
export interface LeftOut {
  readonly reason: SkipReason;
  readonly files: number;
  readonly folders: number;
  /** The first of them. */
  readonly examples: readonly string[];
}
