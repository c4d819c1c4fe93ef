import type { CreateReporter, Format } from "../reporter.ts";

/** How each format is written; only the one in use is loaded. */
export const reporters = {
  table: async () => (await import("./table.ts")).createTableReporter,
  json: async () => (await import("./json.ts")).createJsonReporter,
  jsonl: async () => (await import("./jsonl.ts")).createJsonlReporter,
  csv: async () => (await import("./csv.ts")).createCsvReporter,
  markdown: async () => (await import("./markdown.ts")).createMarkdownReporter,
  html: async () => (await import("./html.ts")).createHtmlReporter,
} satisfies Record<Format, () => Promise<CreateReporter>>;
