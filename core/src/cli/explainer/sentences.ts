import { languages } from "../../language/index.ts";
import type { ExplainedFile } from "../explainer.ts";
import { boundedRate, chance, countOf, percent, signed } from "../../words.ts";

/** The verdict and how sure one can be, in sentences. */
export function verdictSentences({ explanation, falsePositiveRate }: ExplainedFile): readonly string[] {
  const { verdict, probability, falseAlarmRate, reason, checkpoint, truncated } = explanation;
  return [
    probability === null
      ? `Verdict: ${verdict}, without a probability.`
      : `Verdict: ${verdict}. Probability that an AI wrote it: ${chance(probability)} (when both are equally likely beforehand).`,
    `Why: ${reason}.`,
    ...(falseAlarmRate === null
      ? []
      : [
          `False alarms: ${boundedRate(falseAlarmRate)} of people's files of this kind look at least this much like AI; ${percent(falsePositiveRate)} is accepted.`,
        ]),
    ...(truncated ? ["Only the first part of this long file was read."] : []),
    `Model: ${checkpoint}.`,
  ];
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
