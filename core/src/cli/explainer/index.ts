import type { ExplainFormat } from "../explain-options.ts";
import type { Explainer } from "../explainer.ts";

/** How each format is written; only the one in use is loaded. */
export const explainers = {
  text: async () => (await import("./text.ts")).explainAsText,
  html: async () => (await import("./html.ts")).explainAsHtml,
  json: async () => (await import("./json.ts")).explainAsJson,
} satisfies Record<ExplainFormat, () => Promise<Explainer>>;
