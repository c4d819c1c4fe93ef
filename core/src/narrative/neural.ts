import type { NarrativeRequest } from "../narrative.ts";
import { strongestTokens } from "../token-attribution/strongest-tokens.ts";
import { percent, signed } from "../words.ts";
import { ownScore } from "./own-score.ts";
import { excerpt } from "./phrases.ts";

const mostTokens = 8;

const lens =
  "A neural network reads the code as a whole. What it learned has no names; one can only see which places moved its score.";

/** What the encoder made of the code, and the tokens that moved it, where they were asked for. */
export function neuralSentences(request: NarrativeRequest): readonly string[] {
  const own = ownScore(request, "neural");
  if (own === undefined) return [];
  if (own.abstains) return [lens, own.sentence];
  const { text, explanation, quotes = true } = request;
  const { neural, signals } = explanation;
  const share = signals.find(({ id }) => id === "neural");
  return [
    lens,
    own.sentence,
    ...(share ? [`In the joined score it counts ${signed(share.contribution)}.`] : []),
    ...(neural ? [`With every token blanked out its score would be ${signed(neural.baselineScore)}.`] : []),
    ...(neural ? strongestTokens(text, neural.tokens, mostTokens) : []).map((token) => {
      const place = token.text === "" ? "The layout" : quotes ? `The token ${excerpt(token.text)}` : "A token";
      return `${place} in line ${token.line} speaks for ${token.contribution > 0 ? "AI" : "a person"}, ${signed(token.contribution)}.`;
    }),
    ...(neural ? [`These shares account for the score but for ${percent(neural.gap)}.`] : []),
    ...(neural?.warning ? [neural.warning] : []),
  ];
}
