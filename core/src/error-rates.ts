import { sensitivity, type CalibrationCell } from "./calibration.ts";
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

/** Rates of one language, its length bins weighted by their held-out samples. */
export function errorRates(
  cells: readonly CalibrationCell[],
  language: LanguageId,
  falsePositiveRate: number,
): ErrorRates {
  const own = cells.filter((cell) => cell.language === language);
  const ais = own.reduce((sum, cell) => sum + cell.ais, 0);
  const humans = own.reduce((sum, cell) => sum + cell.humans, 0);
  const caught = own.reduce((sum, cell) => sum + cell.ais * sensitivity(cell, falsePositiveRate), 0);
  return {
    sensitivity: { rate: ais > 0 ? caught / ais : 0, n: ais },
    falsePositive: { rate: falsePositiveRate, n: humans },
  };
}
