import { tailRates } from "../../calibration.ts";
import { languages } from "../../language/index.ts";
import type { ExplainedFile } from "../explainer.ts";
import { countOf, percent } from "../words.ts";

/** The verdict and how sure one can be, in sentences. */
export function verdictSentences({ explanation, falsePositiveRate }: ExplainedFile): readonly string[] {
  const { verdict, probability, falseAlarmRate, reason, checkpoint, truncated } = explanation;
  return [
    probability === null
      ? `Verdict: ${verdict}, without a probability.`
      : `Verdict: ${verdict}. Probability that an AI wrote it: ${percent(probability)} (when both are equally likely beforehand).`,
    `Why: ${reason}.`,
    ...(falseAlarmRate === null
      ? []
      : [
          `False alarms: ${bounded(falseAlarmRate)} of people's files of this kind look at least this much like AI; ${percent(falsePositiveRate)} is accepted.`,
        ]),
    ...(truncated ? ["Only the first part of this long file was read."] : []),
    `Model: ${checkpoint}.`,
  ];
}

/** A false-alarm rate is not told apart above 50 %, nor below the strictest rate that was measured. */
function bounded(rate: number): string {
  if (rate >= 1) return "more than 50 %";
  return rate <= tailRates.at(-1)! ? `at most ${percent(rate)}` : percent(rate);
}

export function titleOf({ explanation: { language, lines } }: ExplainedFile): string {
  return `${languages[language].name}, ${countOf(lines, "line")} judged`;
}

/** What each method says: "stylometry +1.2", "lexical abstains: too short". */
export function detectorSentences({ explanation }: ExplainedFile): readonly string[] {
  return explanation.detectors.map(({ detector, score, abstains }) =>
    score === null ? `${detector} abstains: ${abstains ?? "no reason given"}` : `${detector} ${signed(score)}`,
  );
}

/** A contribution with its sign. */
export const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
