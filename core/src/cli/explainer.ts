import type { Explanation } from "../detection.ts";
import type { ExplainFormat } from "./explain-options.ts";

/** One file with everything that is said about it. */
export interface ExplainedFile {
  readonly path: string;
  /** What was judged. */
  readonly text: string;
  readonly explanation: Explanation;
  readonly falsePositiveRate: number;
}

export interface ExplainStyle {
  readonly colour: boolean;
  readonly columns: number | undefined;
  /** How many signals to show. */
  readonly signals: number;
}

/** Writes an explanation in one format. */
export type Explainer = (file: ExplainedFile, style: ExplainStyle) => string;

/** Only the one in use is loaded. */
export const explainers = {
  text: async () => (await import("./explainer/text.ts")).explainAsText,
  html: async () => (await import("./explainer/html.ts")).explainAsHtml,
  json: async () => (await import("./explainer/json.ts")).explainAsJson,
} satisfies Record<ExplainFormat, () => Promise<Explainer>>;
