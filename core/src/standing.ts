import { aiThreshold, humanThreshold, sensitivity, supportsVerdict, type CalibrationCell } from "./calibration.ts";
import type { Standing } from "./evidence.ts";
import type { LanguageId } from "./language.ts";
import { lengthBins, type LengthBin } from "./length-bin.ts";

/** The shares of wrong answers that are accepted on either side, 0..1. */
interface AcceptedRates {
  readonly falsePositiveRate: number;
  readonly missRate: number;
}

/** A score among the held-out samples of its language and length. */
export function createStanding(
  cellOf: (language: LanguageId, bin: LengthBin) => CalibrationCell,
  language: LanguageId,
  bin: LengthBin,
  score: number,
  { falsePositiveRate, missRate }: AcceptedRates,
): Omit<Standing, "noVerdict"> {
  const cell = cellOf(language, bin);
  const { humans, humanGroups, ais } = cell;
  const found = lengthBins
    .map((one) => [one, cellOf(language, one)] as const)
    .filter(([, one]) => supportsVerdict(one) && one.ais > 0)
    .map(([one, at]) => [one, sensitivity(at, falsePositiveRate)] as const);
  return {
    language,
    bin,
    score,
    aiFrom: aiThreshold(cell, falsePositiveRate),
    humanTo: humanThreshold(cell, missRate),
    missRate,
    humans,
    humanGroups,
    ais,
    found: Object.fromEntries(found) as Standing["found"],
  };
}
