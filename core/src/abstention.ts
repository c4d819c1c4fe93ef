import { supportsVerdict, type CalibrationCell } from "./calibration.ts";
import type { NoVerdict } from "./evidence.ts";
import type { Measurement } from "./measurement.ts";

/** Less code than this says nothing: of fewer words and signs, probabilities did not mean what they say (training/LOG.md). */
const fewestTokens = 10;
/** Less code than this accuses nobody, though its probability holds. */
const fewestForVerdict = 30;
/**
 * With more errors a line, and more than a few, the text is not in this language, or not code: of the training data one
 * row in 200 has more than an eighth.
 */
const mostErrorsPerLine = 0.5;
const fewErrors = 3;

/** Why nothing can be said about a file, in words; undefined where something can. */
export function whyNotJudged({ anatomy }: Measurement): string | undefined {
  const tokens = anatomy.tokens.length;
  if (tokens < fewestTokens) return `too short: ${tokens} words and signs of code, at least ${fewestTokens} are needed`;
  const { errorCount } = anatomy.tree;
  const lines = anatomy.lines.length;
  if (errorCount > fewErrors && errorCount > mostErrorsPerLine * lines)
    return `does not read as ${anatomy.language.name}: ${errorCount} places in ${lines} lines do not parse`;
  return undefined;
}

/** Why no probability makes a verdict on a file that was judged; undefined where one may. */
export function whyNoVerdict({ anatomy }: Measurement, cell: CalibrationCell): NoVerdict | undefined {
  const tokens = anatomy.tokens.length;
  if (tokens < fewestForVerdict)
    return {
      kind: "too-short",
      reason: `too short for a verdict: ${tokens} words and signs of code, at least ${fewestForVerdict} are needed`,
    };
  if (!supportsVerdict(cell))
    return {
      kind: "too-few-samples",
      reason: `not enough evidence: only ${cell.humans} people's samples of this language and length to compare with`,
    };
  return undefined;
}
