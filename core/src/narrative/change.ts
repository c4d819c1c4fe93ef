import type { Explanation, Reason } from "../detection.ts";
import type { NoVerdict, Standing } from "../evidence.ts";
import { languages } from "../language/index.ts";
import { lengthBins } from "../length-bin.ts";
import type { NarrativeRequest } from "../narrative.ts";
import { percent } from "../words.ts";
import { linesOfBin } from "./phrases.ts";
import { splitSides } from "./points.ts";
import { verdictByScore } from "./verdict-by-score.ts";

/** How far the score is from the other verdicts, and what could carry it there. */
export function changeSentences(request: NarrativeRequest): readonly string[] {
  const { standing, outline, probability } = request.explanation;
  if (probability === null)
    return [
      "More code that parses: some ten words and signs are the least, a verdict takes thirty, and a whole file tells most.",
    ];
  if (standing === undefined) return [];
  return [
    ...(standing.noVerdict ? [remedies[standing.noVerdict.kind]] : distances(request, standing)),
    ...longerCode(standing),
    ...(outline?.commentLines === 0
      ? ["There are no comments. They are a large part of what is read, and could speak for either side."]
      : []),
  ];
}

const remedies = {
  "too-short": "More of the code: a verdict takes thirty words and signs, and a whole file tells most.",
  "too-few-samples": "More samples by people to compare with, which only a new model brings.",
} as const satisfies Record<NoVerdict["kind"], string>;

function distances({ explanation, falsePositiveRate }: NarrativeRequest, standing: Standing): string[] {
  const { falseAlarmRate, signals } = explanation;
  const { score, aiFrom, humanTo } = standing;
  const sides = splitSides(signals);
  const verdict = verdictByScore(explanation);
  const vote =
    verdict === explanation.verdict
      ? []
      : [`By its score alone it would be ${verdict}; rewriting's vote made it ${explanation.verdict}.`];
  if (verdict === "ai")
    return [
      ...vote,
      `The score lies ${distance(score - aiFrom)} above the threshold for ai. ${carriers(sides.forAi, score - aiFrom, signals)}`,
      ...(explanation.verdict === "ai" && falseAlarmRate !== null && falseAlarmRate > 0.001
        ? [`Accepting fewer than ${percent(falseAlarmRate)} false alarms would make it uncertain.`]
        : []),
      ...acceptance(explanation, falsePositiveRate),
    ];
  if (verdict === "human")
    return [
      ...vote,
      `The score lies ${distance(humanTo - score)} below the threshold for human. ${carriers(sides.forPerson, humanTo - score, signals)}`,
    ];
  return [
    ...vote,
    `The score lies ${distance(aiFrom - score)} below the threshold for ai and ${distance(score - humanTo)} above the one for human.`,
    ...acceptance(explanation, falsePositiveRate),
  ];
}

/** What calling it ai would cost, where that is not accepted. */
function acceptance({ falseAlarmRate }: Explanation, accepted: number): string[] {
  if (falseAlarmRate === null || falseAlarmRate <= accepted || falseAlarmRate > 0.2) return [];
  return [
    `If ${percent(falseAlarmRate)} false alarms were accepted in place of ${percent(accepted)} it would be called ai; so many more people would be accused wrongly.`,
  ];
}

const distance = (gap: number): string => Math.abs(gap).toFixed(2);

/** A verdict that more points than these carry hangs on none of them. */
const mostCarriers = 6;

/**
 * The fewest of the strongest points without which the score would be on the other side. An encoder's share is on the joiner's
 * scale and those of the others on that of the quick detectors: then nothing is added up.
 */
function carriers(points: readonly Reason[], gap: number, all: readonly Reason[]): string {
  if (all.some(({ id }) => id === "neural")) return "";
  let sum = 0;
  for (const [at, { contribution }] of points.slice(0, mostCarriers).entries()) {
    sum += Math.abs(contribution);
    if (sum < gap) continue;
    const names = points.slice(0, at + 1).map(({ meaning }) => meaning);
    return `Without ${at === 0 ? "its strongest point" : `its ${at + 1} strongest points`} it would fall back to about the threshold: ${names.join("; ")}.`;
  }
  return `Even without its ${mostCarriers} strongest points it would be on this side: no single habit carries it.`;
}

/** AI code is found more often where it is longer; said only where that was measured. */
function longerCode({ bin, found, language }: Standing): string[] {
  const own = found[bin] ?? 0;
  const longer = lengthBins.slice(lengthBins.indexOf(bin) + 1).filter((one) => (found[one] ?? 0) > own);
  const best = longer.at(-1);
  if (best === undefined) return [];
  // The tails of the calibration begin at one half: a smaller share is only known to be smaller.
  const ownShare = own === 0 ? "fewer than half" : percent(own);
  return [
    `More code by the same author would tell more: of ${languages[language].name} code by AI, ${ownShare} of the samples of ${linesOfBin(bin)} are found at this setting, and ${percent(found[best]!)} of those of ${linesOfBin(best)}.`,
  ];
}
