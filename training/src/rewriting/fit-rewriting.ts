import type { RewritingCalibration } from "whowrote/rewriting/calibration";
import { bootstrapGroups } from "whowrote/statistics/bootstrap";
import { areaUnderRoc, createRanking, truePositiveRate } from "whowrote/statistics/ranking";
import type { LanguageId } from "whowrote/language";
import { assignGroups } from "../dataset/assign-groups.ts";
import { fitLogistic } from "../fit/logistic.ts";

/** One text, measured. */
export interface MeasuredRewriting {
  readonly language: LanguageId;
  readonly label: "human" | "ai";
  readonly group: string;
  /** Cosine, -1 to 1. */
  readonly meanSimilarity: number;
}

type Fitted = Pick<
  RewritingCalibration,
  "slope" | "intercept" | "humanSimilarities" | "humans" | "ais" | "groups" | "metrics"
>;

const folds = 5;
const ridge = 1e-4;
/** Fewer people's texts support no rate of false alarms worth the name. */
const fewestOfEach = 30;
/** A rate of 1 % of fewer people's texts cannot be told. */
const fewestForOnePercent = 100;

/**
 * Fits the line from mean similarity to log-odds, at even odds of both labels. The metrics come from lines that were fitted
 * on other groups; their intervals from resampling whole groups.
 * @throws {Error} with fewer than 30 texts of a label, or fewer than 5 groups
 */
export function fitRewriting(rows: readonly MeasuredRewriting[], seed: number): Fitted {
  const ais = rows.filter(({ label }) => label === "ai").length;
  const humans = rows.length - ais;
  const groups = new Set(rows.map(({ group }) => group)).size;
  if (humans < fewestOfEach || ais < fewestOfEach || groups < folds)
    throw new Error(
      `${humans} people's texts and ${ais} of AI in ${groups} groups are too few to fit rewriting on: record at least ${fewestOfEach} of each in at least ${folds} groups.`,
    );
  const parts = assignGroups(
    rows,
    Array.from({ length: folds }, () => 1 / folds),
    seed,
  );
  const heldOut = new Float64Array(rows.length);
  for (let fold = 0; fold < folds; fold++) {
    const line = fitLine(rows.filter((_, at) => parts[at] !== fold));
    for (const [at, { meanSimilarity }] of rows.entries())
      if (parts[at] === fold) heldOut[at] = line.slope * meanSimilarity + line.intercept;
  }
  return {
    ...fitLine(rows),
    ...{ humans, ais, groups },
    humanSimilarities: rows
      .filter(({ label }) => label === "human")
      .map(({ meanSimilarity }) => meanSimilarity)
      .toSorted((a, b) => a - b),
    metrics: measure(rows, heldOut, humans, seed),
  };
}

function fitLine(rows: readonly MeasuredRewriting[]): { slope: number; intercept: number } {
  const ais = rows.filter(({ label }) => label === "ai").length;
  const shareOf = { ai: rows.length / (2 * ais), human: rows.length / (2 * (rows.length - ais)) };
  const line = fitLogistic(
    {
      values: Float32Array.from(rows, ({ meanSimilarity }) => meanSimilarity),
      columns: 1,
      labels: Uint8Array.from(rows, ({ label }) => (label === "ai" ? 1 : 0)),
      weights: Float32Array.from(rows, ({ label }) => shareOf[label]),
      rows: Uint32Array.from(rows, (_, at) => at),
    },
    ridge,
  );
  const intercept = line.predict(Float32Array.of(0));
  return { slope: line.predict(Float32Array.of(1)) - intercept, intercept };
}

function measure(
  rows: readonly MeasuredRewriting[],
  scores: Float64Array,
  humans: number,
  seed: number,
): Fitted["metrics"] {
  const isAi = rows.map(({ label }) => label === "ai");
  const ranking = createRanking(scores, isAi);
  const { auroc, tprAt1PercentFpr } = bootstrapGroups(
    rows.map(({ group }) => group),
    {
      auroc: (weights) => areaUnderRoc(ranking, weights),
      tprAt1PercentFpr: (weights) => truePositiveRate(ranking, 0.01, weights),
    },
    { seed },
  );
  const errors = rows.map((_, at) => (1 / (1 + Math.exp(-scores[at]!)) - (isAi[at] ? 1 : 0)) ** 2);
  return {
    auroc,
    ...(humans >= fewestForOnePercent && { tprAt1PercentFpr }),
    brier: errors.reduce((sum, one) => sum + one, 0) / errors.length,
  };
}
