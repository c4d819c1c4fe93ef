import type { Explainer } from "../explainer.ts";

/** Everything that is known, offsets into the text with line ends as \n. */
export const explainAsJson: Explainer = ({ path, explanation, falsePositiveRate, rewriting, narrative, prose }) =>
  `${JSON.stringify({ ...explanation, path, falsePositiveRate, reasons: undefined, rewriting, narrative, prose }, null, 2)}\n`;
