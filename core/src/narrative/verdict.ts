import type { NarrativeRequest } from "../narrative.ts";
import { chance } from "../words.ts";

/** The verdict and what it means for the person who has to act on it. */
export function verdictSentences({ explanation }: NarrativeRequest): readonly string[] {
  const { verdict, probability, reason, checkpoint } = explanation;
  return [
    `Verdict: ${verdict}. ${meanings[probability === null ? "unjudged" : verdict]}`,
    `The reason: ${reason}.`,
    ...(probability === null
      ? []
      : [`Probability that an AI wrote it: ${chance(probability)}, if AI and people are equally likely beforehand.`]),
    `The answer comes from the model ${checkpoint}.`,
  ];
}

const meanings = {
  ai: "What was measured is common in code by AI and rare in code by people. It says something about the text, and nothing about intentions or rules.",
  human:
    "What was measured is common in code by people and rare in code by AI. That does not rule out that an AI helped.",
  uncertain: "What was measured fits both sides. That is a full answer: there is not enough evidence to name one.",
  unjudged:
    "Nothing could be measured that tells the two apart. That is a full answer, and says nothing about the author.",
} as const;
