import type { ScanEntry } from "../node/scan-entry.ts";
import type { ScanSummary } from "./summary.ts";

export const formats = ["table", "json", "jsonl", "csv", "markdown", "html"] as const;
export type Format = (typeof formats)[number];

/** What a report looks like. */
export interface ReportStyle {
  readonly colour: boolean;
  /** Width of the terminal; undefined when nobody watches and nothing is cut. */
  readonly columns: number | undefined;
  readonly showSkipped: boolean;
}

/** Turns a scan into text, piece by piece: what it gives is written at once, so memory does not grow with the scan. */
export interface Reporter {
  readonly begin: () => string;
  readonly file: (entry: ScanEntry) => string;
  readonly end: (summary: ScanSummary) => string;
}

export type CreateReporter = (style: ReportStyle) => Reporter;
