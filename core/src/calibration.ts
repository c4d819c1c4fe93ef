import { languageIds, type LanguageId } from "./language.ts";
import { lengthBins, type LengthBin } from "./length-bin.ts";

/** The shares at which thresholds are kept, from loose to strict. */
export const tailRates = [0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.001] as const;

/**
 * How scores of one language and length read, learned on held-out code. Tails are smoothed with those of the
 * language and of everything, so thin cells lean on their parents.
 */
export interface CalibrationCell {
  readonly language: LanguageId;
  readonly bin: LengthBin;
  /** Held-out samples in this cell, and the groups (repositories, authors, problems) they come from. */
  readonly humans: number;
  readonly humanGroups: number;
  readonly ais: number;
  /** probability = 1 / (1 + exp(-(slope x score + intercept))), at even prior odds (Platt 1999). */
  readonly slope: number;
  readonly intercept: number;
  /** Scores that this share of people's code exceeds, one per {@link tailRates}, ascending. */
  readonly humanTail: readonly number[];
  /** Scores that this share of AI code stays below, one per {@link tailRates}, descending. */
  readonly aiTail: readonly number[];
}

/**
 * Finds the cell of a language and length.
 * @param checkpoint its name, for the error
 * @throws when a cell is missing
 */
export function createCellFinder(
  checkpoint: string,
  calibration: readonly CalibrationCell[],
): (language: LanguageId, bin: LengthBin) => CalibrationCell {
  const key = (language: LanguageId, bin: LengthBin): string => `${language} ${bin}`;
  const cells = new Map(calibration.map((cell) => [key(cell.language, cell.bin), cell]));
  for (const language of languageIds)
    for (const bin of lengthBins)
      if (!cells.has(key(language, bin)))
        throw new Error(
          `The checkpoint "${checkpoint}" has no calibration for ${language}, ${bin} lines. Restore its folder from the release.`,
        );
  return (language, bin) => cells.get(key(language, bin))!;
}

/** A cell with fewer held-out people's samples than this supports no verdict. */
const fewestHumans = 30;

/** Whether enough held-out people's code is there to call a file of this cell `human` or `ai`. */
export const supportsVerdict = ({ humans }: CalibrationCell): boolean => humans >= fewestHumans;

export function calibrateProbability(cell: CalibrationCell, score: number): number {
  return 1 / (1 + Math.exp(-(cell.slope * score + cell.intercept)));
}

/** Share of held-out people's code that scores at least this high, 0.001 to 1 (coarse above 0.5). */
export function falseAlarmRate(cell: CalibrationCell, score: number): number {
  return tailShare(cell.humanTail, score);
}

/** Share of held-out AI code that scores at most this low. */
export function missRate(cell: CalibrationCell, score: number): number {
  return tailShare(negate(cell.aiTail), -score);
}

/** From this score on a file is among the share `rate` of people's code that looks most like AI. */
export const aiThreshold = (cell: CalibrationCell, rate: number): number => thresholdAt(cell.humanTail, rate);

/** Up to this score a file is among the share `rate` of AI code that looks least like it. */
export const humanThreshold = (cell: CalibrationCell, rate: number): number => -thresholdAt(negate(cell.aiTail), rate);

/** Share of held-out AI code that a false-positive rate catches. */
export function sensitivity(cell: CalibrationCell, rate: number): number {
  return 1 - missRate(cell, thresholdAt(cell.humanTail, rate));
}

const negate = (tail: readonly number[]): number[] => tail.map((value) => -value);

/** The score that a share `rate` of people's code exceeds, between kept shares on a log scale. */
function thresholdAt(tail: readonly number[], rate: number): number {
  const bounded = Math.min(Math.max(rate, tailRates.at(-1)!), tailRates[0]);
  const right = tailRates.findIndex((kept) => kept <= bounded);
  if (right === 0) return tail[0]!;
  const left = right - 1;
  const part = Math.log(tailRates[left]! / bounded) / Math.log(tailRates[left]! / tailRates[right]!);
  return tail[left]! + part * (tail[right]! - tail[left]!);
}

/** Inverse of {@link thresholdAt}; below the first threshold the share is only known to be more than the first rate. */
function tailShare(tail: readonly number[], score: number): number {
  if (score < tail[0]!) return 1;
  if (score >= tail.at(-1)!) return tailRates.at(-1)!;
  const right = tail.findIndex((threshold) => threshold > score);
  const left = right - 1;
  const width = tail[right]! - tail[left]!;
  const part = width > 0 ? (score - tail[left]!) / width : 1;
  return tailRates[left]! * (tailRates[right]! / tailRates[left]!) ** part;
}
