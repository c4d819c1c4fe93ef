import { strongestTokens } from "../../token-attribution/strongest-tokens.ts";
import type { ExplainedFile } from "../explainer.ts";
import { percent, signed } from "../../words.ts";

/** What the encoder read in the code: sentences about the whole, then its strongest tokens. Empty without an encoder. */
export function neuralSentences({ explanation: { neural }, text }: ExplainedFile, most: number): readonly string[] {
  if (neural === undefined) return [];
  const { score, baselineScore, gap, steps, warning, tokens } = neural;
  const strongest = strongestTokens(text, tokens, most).map(
    ({ text: token, line, contribution }) =>
      `${signed(contribution)}  ${token === "" ? `layout of line ${line}` : `${token.replace(/\s+/g, " ")} (line ${line})`}`,
  );
  return [
    `Score ${signed(score)}, from ${signed(baselineScore)} with every token blanked out; the tokens account for it but for ${percent(gap)} (integrated gradients, ${steps} steps).`,
    ...(warning === undefined ? [] : [warning]),
    ...strongest,
  ];
}
