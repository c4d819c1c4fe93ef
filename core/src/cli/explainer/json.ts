import type { Explainer } from "../explainer.ts";

/** Everything that is known, offsets into the text with line ends as \n. */
export const explainAsJson: Explainer = ({ path, explanation, falsePositiveRate }) =>
  `${JSON.stringify({ ...explanation, path, falsePositiveRate, reasons: undefined }, null, 2)}\n`;
