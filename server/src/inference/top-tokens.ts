import type { Explanation } from "whowrote/detection";
import { strongestTokens } from "whowrote/token-attribution/strongest-tokens";
import type { TopToken } from "../inference.ts";

const mostTokens = 5;

/** The tokens of a text whose wording moves the score most, either way. Offsets of the explanation are into `text`. */
export function topTokens(text: string, { tokenContributions }: Explanation): readonly TopToken[] {
  let line = 1;
  let newline = text.indexOf("\n");
  const tokens = tokenContributions.map((token) => {
    for (; newline >= 0 && newline < token.start; newline = text.indexOf("\n", newline + 1)) line++;
    return { ...token, line };
  });
  // Marks of layout have no text to show.
  return strongestTokens(
    text,
    tokens.filter(({ start, end }) => end > start),
    mostTokens,
  );
}
