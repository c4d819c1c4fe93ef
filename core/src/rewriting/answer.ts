import type { RewritingAnswer } from "../rewriting.ts";
import { rewritingFalseAlarmRate, rewritingScore, whyUseless, type RewritingCalibration } from "./calibration.ts";
import type { Likeness } from "./compare-rewrites.ts";

/** Half of four, the default: with fewer the mean says more of the one rewrite than of the code. */
export const fewestRewrites = 2;

interface Measured {
  readonly asked: number;
  readonly rewrites: number;
  readonly dropped: readonly string[];
  readonly likeness: Likeness;
  readonly isCut?: boolean;
}

/** Nothing could be measured. */
export function abstain(why: string, asked = 0, dropped: readonly string[] = []): RewritingAnswer {
  return { asked, rewrites: 0, ...unknown, meanSimilarity: null, byModel: [], abstains: why, dropped };
}

/** The answer from what was measured; it abstains without a calibration, but says how near the rewrites came. */
export function answerFrom(measured: Measured, calibration: RewritingCalibration | undefined): RewritingAnswer {
  const { asked, rewrites, dropped, likeness, isCut = false } = measured;
  const base = { asked, rewrites, dropped, ...(isCut && { isCut }), ...likeness };
  if (calibration === undefined)
    return {
      ...base,
      ...unknown,
      abstains:
        "no calibration: what a similarity means is not measured here. Record rewrites of code whose author you know (whowrote dataset rewrite) and fit one (whowrote train rewriting)",
    };
  const foreign = likeness.byModel.find(({ model }) => !calibration.rewriters.includes(model));
  if (foreign)
    return {
      ...base,
      ...unknown,
      abstains: `the calibration was fitted on rewrites by ${calibration.rewriters.join(", ")}, not by ${foreign.model}: use one of those, or fit another`,
    };
  if (asked < calibration.rewrites)
    return {
      ...base,
      ...unknown,
      abstains: `the calibration was fitted on ${calibration.rewrites} rewrites of each text, and ${asked} were asked for: ask for as many in all, or fit another`,
    };
  const useless = whyUseless(calibration);
  if (useless !== undefined) return { ...base, ...unknown, abstains: useless };
  const score = rewritingScore(calibration, likeness.meanSimilarity);
  return {
    ...base,
    score,
    probability: 1 / (1 + Math.exp(-score)),
    falseAlarmRate: rewritingFalseAlarmRate(calibration, likeness.meanSimilarity),
    smallestRate: rewritingFalseAlarmRate(calibration, Infinity),
  };
}

const unknown = { score: null, probability: null, falseAlarmRate: null } as const;
