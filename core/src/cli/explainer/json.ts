import type { Explainer } from "../explainer.ts";
import { printableJson } from "../terminal-text.ts";

/** Everything that is known, offsets into the text with line ends as \n. */
export const explainAsJson: Explainer = ({ path, explanation, falsePositiveRate, rewriting, narrative, prose }) =>
  `${printableJson({ ...explanation, path, falsePositiveRate, reasons: undefined, rewriting, narrative, prose })}\n`;
