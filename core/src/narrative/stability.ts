import type { EditedVerdict } from "../evidence.ts";
import type { NarrativeRequest } from "../narrative.ts";
import { chance, countOf } from "../words.ts";
import { listOf } from "./phrases.ts";
import { verdictByScore } from "./verdict-by-score.ts";

/** What harmless edits do to verdict and probability. */
export function stabilitySentences({ explanation }: NarrativeRequest): readonly string[] {
  const { stability, probability } = explanation;
  const verdict = verdictByScore(explanation);
  if (stability === undefined || probability === null) return [];
  const { edits, without } = stability;
  if (edits.length === 0) return ["No harmless edit found anything to change in this code, so nothing was tried."];
  const kept = edits.filter((one) => one.verdict === verdict);
  const lost = edits.filter((one) => one.verdict !== verdict);
  const isTurned = lost.some((one) => one.verdict !== "uncertain") && verdict !== "uncertain";
  return [
    `The code was judged again after ${countOf(edits.length, "edit")} that neither change what it does nor who wrote it. The verdict stayed ${verdict} in ${kept.length === edits.length ? "every case" : `${kept.length} of ${edits.length} cases`}.`,
    ...(kept.length > 0 ? [`Unchanged with ${listOf(kept.map(withChance))}.`] : []),
    ...lost.map((one) => `With ${withChance(one)} it became ${one.verdict}.`),
    ...(without.length > 0 ? [`Nothing to change was found for: ${without.join("; ")}.`] : []),
    range([probability, ...edits.map((one) => one.probability).filter((one) => one !== null)]),
    ...(isTurned ? ["An edit that means nothing turns the verdict round: do not rely on it."] : []),
    ...(lost.length > 0 && !isTurned
      ? ["The verdict rests partly on what those edits touch. Take it for weaker evidence."]
      : []),
  ];
}

function range(probabilities: readonly number[]): string {
  const [low, high] = [chance(Math.min(...probabilities)), chance(Math.max(...probabilities))];
  return low === high ? `The probability stayed ${low}.` : `The probability went from ${low} to ${high}.`;
}

const withChance = ({ change, probability }: EditedVerdict): string =>
  `${change} (${probability === null ? "no probability" : chance(probability)})`;
