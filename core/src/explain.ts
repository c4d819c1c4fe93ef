import { judge, type Judged, type SecondOpinion } from "./detect.ts";
import type { Explanation } from "./detection.ts";
import { contributeLexical, type TokenContribution } from "./detector/lexical.ts";
import type { Measurement } from "./measurement.ts";
import { createOutline } from "./outline.ts";
import type { QuickModel } from "./quick-model.ts";

/** Judges one measured file and says where in its text the wording speaks for which side. */
export function explainJudgement(
  model: QuickModel,
  measurement: Measurement,
  file: Judged,
  falsePositiveRate: number,
  second?: SecondOpinion,
): Explanation {
  const detection = judge(model, measurement, file, falsePositiveRate, second);
  const lexical = contributeLexical(model.lexical, measurement);
  return {
    ...detection,
    outline: createOutline(measurement.facts),
    signals: detection.reasons,
    lexicalScore: lexical.score,
    lexicalBias: lexical.bias,
    lineContributions: sumByLine(measurement.anatomy.text, lexical.tokens),
    tokenContributions: lexical.tokens,
  };
}

function sumByLine(text: string, tokens: readonly TokenContribution[]): number[] {
  const sums = [0];
  let at = 0;
  for (let start = 0; ;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    for (; at < tokens.length && tokens[at]!.start <= end; at++) sums[sums.length - 1]! += tokens[at]!.contribution;
    if (newline < 0 || newline + 1 === text.length) return sums;
    sums.push(0);
    start = newline + 1;
  }
}
