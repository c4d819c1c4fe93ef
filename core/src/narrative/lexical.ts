import type { NarrativeRequest } from "../narrative.ts";
import { signed } from "../words.ts";
import { ownScore } from "./own-score.ts";
import { excerpt } from "./phrases.ts";
import { isWording, pointSentence, splitSides, totalSentence } from "./points.ts";

const lens =
  "It compares short runs of words and signs with those in code whose author is known, in several readings of the text.";

/** How many lines are named on each side. */
const mostLines = 3;

/** How close the wording is to either side, and which lines made it so. */
export function lexicalSentences(request: NarrativeRequest): readonly string[] {
  const own = ownScore(request, "lexical");
  if (own === undefined) return [];
  if (own.abstains) return [lens, own.sentence];
  const views = request.explanation.signals.filter(isWording);
  const sides = splitSides(strongestLines(request));
  return [
    lens,
    own.sentence,
    ...views.map(pointSentence),
    ...(views.length > 0 ? [totalSentence(splitSides(views))] : []),
    ...[...sides.forAi.slice(0, mostLines), ...sides.forPerson.slice(0, mostLines)].map(
      ({ line, contribution, text }) =>
        `Line ${line} is worded most like ${contribution > 0 ? "AI's" : "people's"} code, ${signed(contribution)}${text}.`,
    ),
  ];
}

interface SpokenLine {
  readonly line: number;
  readonly contribution: number;
  readonly text: string;
}

function strongestLines({ text, explanation, quotes = true }: NarrativeRequest): SpokenLine[] {
  const lines = text.split("\n");
  return explanation.lineContributions
    .map((contribution, at) => ({ at, contribution }))
    .filter(({ contribution }) => Math.abs(contribution) >= 0.005)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .map(({ at, contribution }) => ({
      line: at + 1,
      contribution,
      text: quotes ? `: ${excerpt(lines[at] ?? "")}` : "",
    }));
}
