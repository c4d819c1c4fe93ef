import {
  aiThreshold,
  calibrateProbability,
  humanThreshold,
  sensitivity,
  supportsVerdict,
  tailRates,
  type CalibrationCell,
} from "./calibration.ts";
import type { LengthBin } from "./length-bin.ts";

/** What a person has to cross to be called AI, and what stands behind it. Probabilities are calibrated, 0..1. */
export interface VerdictScale {
  readonly bin: LengthBin;
  /** Held-out samples of this language and length; a group is a repository, an author or a problem. */
  readonly humans: number;
  readonly humanGroups: number;
  readonly ais: number;
  /** From this probability on the verdict is `ai`; null where no probability makes a verdict. */
  readonly aiFrom: number | null;
  /** Up to this probability the verdict is `human`; never above {@link aiFrom}. */
  readonly humanTo: number | null;
  /** Ascending by probability: this share of people's samples and of AI's reaches it. */
  readonly marks: readonly { readonly probability: number; readonly humans: number; readonly ais: number }[];
}

/**
 * Where on the scale of probabilities one language and length is called what.
 * @param falsePositiveRate accepted for `ai`, 0.001 to 0.2
 * @param missRate accepted for `human`, 0.001 to 0.2
 */
export function createVerdictScale(cell: CalibrationCell, falsePositiveRate: number, missRate: number): VerdictScale {
  const at = (score: number): number => calibrateProbability(cell, score);
  const { bin, humans, humanGroups, ais } = cell;
  const aiFrom = at(aiThreshold(cell, falsePositiveRate));
  const isSupported = supportsVerdict(cell);
  return {
    ...{ bin, humans, humanGroups, ais },
    aiFrom: isSupported ? aiFrom : null,
    humanTo: isSupported ? Math.min(at(humanThreshold(cell, missRate)), aiFrom) : null,
    marks: tailRates.map((rate) => ({
      probability: at(aiThreshold(cell, rate)),
      humans: rate,
      ais: sensitivity(cell, rate),
    })),
  };
}
