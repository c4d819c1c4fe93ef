import type { ReportContent } from "./report-content.ts";

export interface ReportLook {
  readonly colour: boolean;
  /** Width of the terminal; undefined when nobody watches. */
  readonly columns: number | undefined;
}

/** Writes a report in one format. */
export type WriteReport = (content: ReportContent, look: ReportLook) => string;
