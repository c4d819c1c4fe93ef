import type { WireJobFile } from "@whowrote/server/schema/job";
import type { ErrorRates } from "whowrote/error-rates";
import { estimatePrevalence, type PrevalenceEstimate } from "whowrote/prevalence";

/** The estimated true share of files that an AI wrote. */
export type ShareEstimate = PrevalenceEstimate;

/**
 * A language's error rates at one accepted rate of false alarms, as the model's quality gives them. Where a checkpoint keeps too little of
 * its AI samples' scores, `found` is 0: the true share is then not known, and an estimate on it would be far too high.
 */
export interface MeasuredLanguage {
  readonly language: string;
  readonly false_positive_rate: number;
  readonly humans: number;
  readonly false_alarms: { readonly value: number };
  readonly ais: number;
  readonly found: number;
}

/**
 * Corrects the share of files called AI for what the detector was measured to miss and to call wrongly, as the command line does.
 * @param acceptedRate that the files were judged at
 * @returns undefined with too few files, or where the rates are not known
 */
export function estimateShare(
  files: readonly WireJobFile[],
  measured: readonly MeasuredLanguage[],
  acceptedRate: number,
): ShareEstimate | undefined {
  const rates = new Map(
    measured
      .filter((row) => row.false_positive_rate === acceptedRate && row.found > row.false_alarms.value)
      .map((row) => [row.language, toRates(row)]),
  );
  // Of files too short for a verdict none is called AI, so the rates do not hold for them.
  const answered = files.filter(({ false_alarm_rate: rate }) => rate != null);
  const groups = [...Map.groupBy(answered, ({ language }) => language ?? "")].flatMap(([language, own]) => {
    const found = rates.get(language);
    const flagged = own.filter(({ verdict }) => verdict === "ai").length;
    return found === undefined ? [] : [{ files: own.length, flagged, rates: found }];
  });
  return estimatePrevalence(groups);
}

const toRates = ({ humans, false_alarms, ais, found }: MeasuredLanguage): ErrorRates => ({
  sensitivity: { rate: found, n: ais },
  falsePositive: { rate: false_alarms.value, n: humans },
});
