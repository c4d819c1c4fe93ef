import { languages } from "../../language/index.ts";
import { readVote } from "../../rewriting/read-vote.ts";
import type { ExplainedFile, NarratedFile } from "../explainer.ts";
import { boundedRate, chance, countOf, percent, signed } from "../../words.ts";

type VotedFile = ExplainedFile & Pick<NarratedFile, "rewriting">;

/** The verdict and how sure one can be, in sentences. */
export function verdictSentences(file: VotedFile): readonly string[] {
  const { explanation, falsePositiveRate } = file;
  const { verdict, probability, falseAlarmRate, reason, checkpoint, truncated } = explanation;
  return [
    probability === null
      ? `Verdict: ${verdict}, without a probability.`
      : `Verdict: ${verdict}. Probability that an AI wrote it: ${chance(probability)} (when both are equally likely beforehand).`,
    `Why: ${reason}.`,
    ...(falseAlarmRate === null
      ? []
      : [
          isVoted(file)
            ? `False alarms: at most ${percent(falseAlarmRate)}, with rewriting's vote counted in; ${percent(falsePositiveRate)} is accepted.`
            : `False alarms: ${boundedRate(falseAlarmRate)} of people's files of this kind look at least this much like AI; ${percent(falsePositiveRate)} is accepted.`,
        ]),
    ...(truncated ? ["Only the first part of this long file was read."] : []),
    `Model: ${checkpoint}.`,
  ];
}

/** Whether the rate of false alarms is that of the detectors and rewriting together. */
export const isVoted = ({ explanation, falsePositiveRate, rewriting }: VotedFile): boolean =>
  rewriting !== undefined && "rate" in readVote(explanation, rewriting, falsePositiveRate);

export function titleOf({ explanation: { language, lines } }: ExplainedFile): string {
  return `${languages[language].name}, ${countOf(lines, "line")} judged`;
}

/** What each method says: "stylometry +1.2", "lexical abstains: too short". */
export function detectorSentences({ explanation }: ExplainedFile): readonly string[] {
  return explanation.detectors.map(({ detector, score, abstains }) =>
    score === null ? `${detector} abstains: ${abstains ?? "no reason given"}` : `${detector} ${signed(score)}`,
  );
}
