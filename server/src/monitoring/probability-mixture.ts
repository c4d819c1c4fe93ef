import { calibrateProbability, falseAlarmRate, missRate, type CalibrationCell } from "whowrote/calibration";
import type { LanguageId } from "whowrote/language";
import { lengthBins } from "whowrote/length-bin";
import type { Mixture } from "./mixture.ts";

/** Bins of the predictions are tenths. */
export const probabilityEdges = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/**
 * How probabilities of held-out code of a language fall, at the lengths that were seen. The checkpoint keeps the upper
 * half of people's scores and the lower half of AI's (`humanTail`, `aiTail`); between the two medians both are known, and
 * the outermost edges lie there.
 * @param lengths predictions seen of each length bin, at least one
 * @returns undefined when the checkpoint does not know the language, or the medians leave fewer than three bins
 */
export function createProbabilityMixture(
  calibration: readonly CalibrationCell[],
  language: LanguageId,
  lengths: readonly number[],
): Mixture | undefined {
  const seen = lengthBins
    .map((bin, at) => ({
      count: lengths[at]!,
      cell: calibration.find((cell) => cell.language === language && cell.bin === bin),
    }))
    .filter(({ count }) => count > 0);
  const cells = seen.flatMap(({ count, cell }) => (cell && cell.slope > 0 ? [{ count, cell }] : []));
  if (cells.length < seen.length || cells.length === 0) return undefined;
  const edges = probabilityEdges.filter((edge) => cells.every(({ cell }) => isKnown(cell, edge)));
  if (edges.length < 2) return undefined;
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const average = (read: (cell: CalibrationCell) => number): number =>
    cells.reduce((sum, { count, cell }) => sum + count * read(cell), 0) / total;
  const below = (read: (cell: CalibrationCell, score: number) => number): readonly number[] =>
    edges.map((edge) => average((cell) => read(cell, scoreOf(cell, edge))));
  return {
    edges,
    human: toShares(below((cell, score) => 1 - falseAlarmRate(cell, score))),
    ai: toShares(below(missRate)),
    trained: average(({ humans, ais }) => ais / (humans + ais)),
    samples: cells.reduce((sum, { cell }) => sum + cell.humans + cell.ais, 0),
  };
}

const isKnown = (cell: CalibrationCell, probability: number): boolean =>
  probability >= calibrateProbability(cell, cell.humanTail[0]!) &&
  probability <= calibrateProbability(cell, cell.aiTail[0]!);

/** The score that is calibrated to a probability. */
const scoreOf = ({ slope, intercept }: CalibrationCell, probability: number): number =>
  (Math.log(probability / (1 - probability)) - intercept) / slope;

/** Shares of the bins from the shares below their edges. */
export function toShares(below: readonly number[]): readonly number[] {
  return [...below, 1].map((share, bin) => share - (below[bin - 1] ?? 0));
}
