import { whyNotJudged, whyNoVerdict } from "./abstention.ts";
import { calibrateProbability, falseAlarmRate, missRate } from "./calibration.ts";
import type { Detection, DetectorScore, Reason } from "./detection.ts";
import { predictLexical } from "./detector/lexical.ts";
import { ensembleFeatures } from "./ensemble.ts";
import { scoreNeural } from "./detector/neural.ts";
import { joinerFeatures, neuralContribution, type Joiner } from "./joiner.ts";
import type { LanguageId } from "./language.ts";
import { lengthBin } from "./length-bin.ts";
import type { Measurement } from "./measurement.ts";
import type { QuickModel } from "./quick-model.ts";
import { createReasons } from "./reasons.ts";
import { createStanding } from "./standing.ts";
import type { Verdict } from "./verdict.ts";
import { finePercent } from "./words.ts";

/** `human` is said when at most this share of held-out AI code scores as low. */
export const acceptedMissRate = 0.05;

/** What is known of a file before it is judged. */
export interface Judged {
  readonly path?: string;
  readonly language: LanguageId;
  readonly truncated: boolean;
}

/** An encoder's answer about a file, and what joins it with the others. */
export interface SecondOpinion {
  readonly joiner: Joiner;
  /** Log-odds of "ai", one a window; undefined where the encoder was not asked. */
  readonly windowScores: Float32Array | undefined;
}

/** Judges one measured file. Pure. `falsePositiveRate` is 0.001 to 0.2. */
export function judge(
  model: QuickModel,
  measurement: Measurement,
  file: Judged,
  falsePositiveRate: number,
  second?: SecondOpinion,
): Detection {
  const lines = measurement.anatomy.lines.length;
  const base = { ...file, lines, checkpoint: second?.joiner.name ?? model.name };
  const abstention = whyNotJudged(measurement);
  if (abstention !== undefined)
    return {
      ...base,
      verdict: "uncertain",
      probability: null,
      falseAlarmRate: null,
      reason: abstention,
      detectors: (["stylometry", "lexical", ...(second ? (["neural"] as const) : [])] as const).map((detector) => ({
        detector,
        score: null,
        abstains: abstention,
      })),
      reasons: [],
    };
  const { score, detectors, reasons } = scoreFile(model, measurement, file.language, second);
  const { cell: cellOf } = second?.joiner ?? model;
  const bin = lengthBin(lines);
  const cell = cellOf(file.language, bin);
  const rate = falseAlarmRate(cell, score);
  const noVerdict = whyNoVerdict(measurement, cell);
  const verdict = noVerdict ? "uncertain" : decide(rate, missRate(cell, score), falsePositiveRate);
  const probability = calibrateProbability(cell, score);
  return {
    ...base,
    verdict,
    probability,
    // People's code of this length was mostly longer: what was measured there says too little of this.
    falseAlarmRate: noVerdict?.kind === "too-short" ? null : rate,
    reason: noVerdict?.reason ?? say(verdict, rate, falsePositiveRate),
    detectors,
    reasons,
    standing: {
      ...createStanding(cellOf, file.language, bin, score, { falsePositiveRate, missRate: acceptedMissRate }),
      ...(noVerdict && { noVerdict }),
    },
  };
}

/** The joined score with what it was joined from. */
function scoreFile(model: QuickModel, measurement: Measurement, language: LanguageId, second?: SecondOpinion) {
  const lines = measurement.anatomy.lines.length;
  const views = predictLexical(model.lexical, measurement);
  const row = ensembleFeatures(measurement.signals, views, lines, language);
  const stylometry = model.stylometry(language).predict(measurement.signals);
  const ensemble = model.ensemble.predict(row);
  const detectors: DetectorScore[] = [
    { detector: "stylometry", score: stylometry },
    { detector: "lexical", score: views.reduce((sum, one) => sum + one, 0) / views.length },
  ];
  const reasons = createReasons(model, row, language);
  if (!second) return { score: ensemble, detectors, reasons };
  const { joiner, windowScores } = second;
  if (!windowScores) throw new Error("An encoder belongs to this checkpoint and was not asked; ask it first.");
  const neural = scoreNeural(windowScores);
  const joined = joinerFeatures({ ensemble, stylometry, views }, neural);
  return {
    score: joiner.classifier.predict(joined),
    detectors: [...detectors, { detector: "neural", score: neural } as const],
    reasons: [neuralReason(neural, neuralContribution(joiner.classifier.contribute(joined))), ...reasons].toSorted(
      (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
    ),
  };
}

const neuralReason = (value: number, contribution: number): Reason => ({
  id: "neural",
  meaning: "what a neural network makes of the code as a whole",
  unit: "score",
  value,
  contribution,
});

function decide(rate: number, missed: number, falsePositiveRate: number): Verdict {
  if (rate <= falsePositiveRate) return "ai";
  return missed <= acceptedMissRate ? "human" : "uncertain";
}

function say(verdict: Verdict, rate: number, falsePositiveRate: number): string {
  if (verdict === "ai")
    return `${rate <= 0.001 ? "at most " : ""}${finePercent(rate)} of people's code of this language and length looks as much like AI code`;
  if (verdict === "human")
    return `at most ${finePercent(acceptedMissRate)} of AI code of this language and length looks as little like AI code`;
  return `not enough evidence: ${rate >= 1 ? "more than 50 %" : finePercent(rate)} of people's code looks as much like AI code, over the accepted ${finePercent(falsePositiveRate)}`;
}
