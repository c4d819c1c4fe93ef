import { languages } from "../language/index.ts";
import type { NarrativeRequest } from "../narrative.ts";
import { readVote } from "../rewriting/read-vote.ts";
import { boundedRate, chance, countOf, percent, signed } from "../words.ts";
import { linesOfBin } from "./phrases.ts";

/** From score to probability, with what it was compared with and the thresholds. */
export function probabilitySentences({
  explanation,
  falsePositiveRate,
  rewriting,
}: NarrativeRequest): readonly string[] {
  const { standing, probability, falseAlarmRate } = explanation;
  if (standing === undefined || probability === null) return [];
  const { score, aiFrom, humanTo, missRate, humans, humanGroups, ais, noVerdict } = standing;
  const isVoted = rewriting !== undefined && "rate" in readVote(explanation, rewriting, falsePositiveRate);
  const kind = `${languages[standing.language].name} code of ${linesOfBin(standing.bin)}`;
  return [
    `The methods' answers join into a score of ${signed(score)}. A score is no probability; what it is worth was measured on code that the model had never seen.`,
    `That was ${kind}: ${countOf(humans, "sample")} by people from ${countOf(humanGroups, "project")} or authors, and ${countOf(ais, "sample")} by AI.`,
    likelihood(probability),
    `So the probability is ${chance(probability)} if AI and people are equally likely beforehand. ${otherPriors(probability)}`,
    ...(falseAlarmRate === null
      ? []
      : [
          isVoted
            ? `False alarms: at most ${percent(falseAlarmRate)}, with rewriting's vote counted in; ${percent(falsePositiveRate)} is accepted.`
            : `False alarms: ${boundedRate(falseAlarmRate)} of the samples by people look at least this much like AI; ${percent(falsePositiveRate)} is accepted.`,
        ]),
    noVerdict
      ? `No score makes a verdict here: ${noVerdict.reason}.`
      : `The verdict is ai from a score of ${signed(aiFrom)} on, which ${percent(falsePositiveRate)} of people's samples reach, and human up to ${signed(humanTo)}, which ${percent(missRate)} of AI's samples stay under. Between the two it is uncertain.`,
  ];
}

/** At even odds beforehand, the odds afterwards are the ratio of the two likelihoods (Bayes). */
function likelihood(probability: number): string {
  const ratio = probability / (1 - probability);
  const [more, less, times] = ratio >= 1 ? ["AI", "people", ratio] : ["people", "AI", 1 / ratio];
  if (times < 1.5) return "A score like this one is about as common in code by AI as in code by people.";
  const factor = times > 100 ? "more than 100" : `about ${Number(times.toPrecision(2))}`;
  return `A score like this one is ${factor} times as common in code by ${more} as in code by ${less}.`;
}

function otherPriors(probability: number): string {
  const [few, many] = [chance(withPrior(probability, 0.1)), chance(withPrior(probability, 0.9))];
  if (few === chance(1)) return `Even if only one in ten such files were by AI it would be ${few}.`;
  if (many === chance(0)) return `Even if nine in ten such files were by AI it would be ${many}.`;
  return `If one in ten such files were by AI it would be ${few}, and if nine in ten were, ${many}.`;
}

/** The probability for another share of AI code beforehand; it was given at even odds. */
function withPrior(probability: number, prior: number): number {
  const ai = probability * prior;
  return ai / (ai + (1 - probability) * (1 - prior));
}
