import type { ReportContent } from "./report-content.ts";
import type { ReportFormat } from "./report-options.ts";

export interface ReportLook {
  readonly colour: boolean;
  /** Width of the terminal; undefined when nobody watches. */
  readonly columns: number | undefined;
}

/** Writes a report in one format. */
export type WriteReport = (content: ReportContent, look: ReportLook) => string;

/** Only the one in use is loaded. */
export const reportWriters = {
  text: async () => (await import("./report-format/text.ts")).reportAsText,
  markdown: async () => (await import("./report-format/markdown.ts")).reportAsMarkdown,
  html: async () => (await import("./report-format/html.ts")).reportAsHtml,
  json: async () => (await import("./report-format/json.ts")).reportAsJson,
} satisfies Record<ReportFormat, () => Promise<WriteReport>>;
