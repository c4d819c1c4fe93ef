import type { NarrativeRequest } from "../narrative.ts";
import { readVote } from "../rewriting/read-vote.ts";
import { boundedRate, countOf, signed } from "../words.ts";

const lens =
  "A language model was asked to write the code anew, several times. It tends to change code by AI less than code by a person.";

/** How near the rewrites came, and what that counts. */
export function rewritingSentences({ rewriting, explanation, falsePositiveRate }: NarrativeRequest): readonly string[] {
  if (rewriting === undefined) return [];
  const vote = readVote(explanation, rewriting, falsePositiveRate);
  const counts =
    "none" in vote
      ? `It has no vote on the verdict: ${vote.none}.`
      : "That is a vote on the verdict; the probability stays as it was measured without it.";
  const { asked, rewrites, meanSimilarity, score, falseAlarmRate, abstains, suspectedModel } = rewriting;
  return [
    lens,
    ...(rewriting.isCut ? ["Only the first part of this long code was sent and compared."] : []),
    ...(abstains === undefined ? [] : [`It abstains: ${abstains}.`]),
    ...(meanSimilarity === null
      ? []
      : [
          `${rewrites} of ${countOf(asked, "rewrite")} counted. On average they are ${meanSimilarity.toFixed(3)} alike to the code, where 1 is the same.`,
        ]),
    ...(score === null
      ? []
      : [`Its own score is ${signed(score)} in log-odds, which leans to ${score > 0 ? "AI" : "a person"}.`]),
    ...(falseAlarmRate === null
      ? []
      : [`Of people's recorded code, ${boundedRate(falseAlarmRate)} comes back at least as near. ${counts}`]),
    ...(suspectedModel === undefined
      ? []
      : [`The rewrites by ${suspectedModel} are the nearest. Models resemble each other, so that names no author.`]),
  ];
}
