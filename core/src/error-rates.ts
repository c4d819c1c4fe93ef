import { sensitivity, supportsVerdict, type CalibrationCell } from "./calibration.ts";
import type { LanguageId } from "./language.ts";

/** A rate with the number of held-out samples behind it. */
export interface MeasuredRate {
  readonly rate: number;
  readonly n: number;
}

/** How often the detector is right about AI code, and wrong about people's, at an operating point. */
export interface ErrorRates {
  readonly sensitivity: MeasuredRate;
  readonly falsePositive: MeasuredRate;
}

/** Rates of one language, its length bins weighted by their held-out samples; where no verdict is given nothing is flagged. */
export function errorRates(
  cells: readonly CalibrationCell[],
  language: LanguageId,
  falsePositiveRate: number,
): ErrorRates {
  const own = cells.filter((cell) => cell.language === language);
  const ais = own.reduce((sum, cell) => sum + cell.ais, 0);
  const humans = own.reduce((sum, cell) => sum + cell.humans, 0);
  const supported = own.filter(supportsVerdict);
  const caught = supported.reduce((sum, cell) => sum + cell.ais * sensitivity(cell, falsePositiveRate), 0);
  const accused = supported.reduce((sum, cell) => sum + cell.humans * falsePositiveRate, 0);
  return {
    sensitivity: { rate: ais > 0 ? caught / ais : 0, n: ais },
    falsePositive: { rate: humans > 0 ? accused / humans : 0, n: humans },
  };
}
