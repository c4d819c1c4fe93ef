import type { CalibrationCell } from "whowrote/calibration";
import { errorRates } from "whowrote/error-rates";
import type { LanguageId } from "whowrote/language";
import { wilson } from "whowrote/statistics/interval";
import type { WireQuality } from "../schema/model-quality.ts";

/** What one might accept. */
const acceptedRates = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1] as const;

/** How often people's code of a language is called AI, and AI's is found, at each rate that one might accept. */
export function measureFalseAlarms(
  cells: readonly CalibrationCell[],
  language: LanguageId,
): WireQuality["false_alarms"] {
  const groups = cells.reduce((sum, { humanGroups }) => sum + humanGroups, 0);
  return acceptedRates.map((accepted) => {
    const { falsePositive, sensitivity } = errorRates(cells, language, accepted);
    const { low, high } = wilson(falsePositive.rate * groups, groups);
    return {
      language,
      false_positive_rate: accepted,
      humans: falsePositive.n,
      human_groups: groups,
      false_alarms: { value: falsePositive.rate, low, high },
      ais: sensitivity.n,
      found: sensitivity.rate,
    };
  });
}
