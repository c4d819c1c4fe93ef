import type { NarrativeRequest } from "../narrative.ts";
import { ownScore } from "./own-score.ts";
import { isHabit, pointSentence, splitSides, totalSentence } from "./points.ts";

const lens = "It counts habits: layout, names, comments, how the code is built. It does not know what the code is for.";

/** How many are named on each side. */
const mostPoints = 3;

/** Which countable habits spoke, on both sides. */
export function stylometrySentences(request: NarrativeRequest): readonly string[] {
  const own = ownScore(request, "stylometry");
  if (own === undefined) return [];
  if (own.abstains) return [lens, own.sentence];
  const sides = splitSides(request.explanation.signals.filter(isHabit));
  const named = [...sides.forAi.slice(0, mostPoints), ...sides.forPerson.slice(0, mostPoints)];
  return [
    lens,
    own.sentence,
    ...named.map(pointSentence),
    ...(named.some(({ typical }) => typical) ? ["In brackets: where the middle half of known code lies."] : []),
    ...(named.length > 0 ? [totalSentence(sides)] : ["No habit moved the score."]),
  ];
}
