import type { WriteReport } from "../report-format.ts";
import type { ReportFormat } from "../report-options.ts";

/** How each format is written; only the one in use is loaded. */
export const reportWriters = {
  text: async () => (await import("./text.ts")).reportAsText,
  markdown: async () => (await import("./markdown.ts")).reportAsMarkdown,
  html: async () => (await import("./html.ts")).reportAsHtml,
  json: async () => (await import("./json.ts")).reportAsJson,
} satisfies Record<ReportFormat, () => Promise<WriteReport>>;
