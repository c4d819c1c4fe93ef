import { bootstrapGroups } from "whowrote/statistics/bootstrap";
import { brierScore, evenOdds, expectedCalibrationError } from "whowrote/statistics/calibration-error";
import { wilson, type Interval, type Rate } from "whowrote/statistics/interval";
import { macroF1 } from "whowrote/statistics/macro-f1";
import { areaUnderRoc, createRanking, truePositiveRate } from "whowrote/statistics/ranking";
import { isAi, rankOf, type JudgedSample } from "./judged-sample.ts";

/** False-positive rates at which the share of AI code found is given. */
export const tprRates = [0.001, 0.01, 0.05] as const;

/** Quality on some rows. A number that these rows do not define (one label only, too few people) is NaN. */
export interface DetectionMetrics {
  readonly humans: number;
  readonly ais: number;
  readonly auroc: Interval;
  /** One per {@link tprRates}; thresholds are set on the people of these very rows. */
  readonly tpr: readonly Interval[];
  /** People's rows called AI at the deployed threshold; abstentions are not called AI. */
  readonly falsePositives: Rate;
  /** AI rows called AI at the deployed threshold. */
  readonly recall: Rate;
  /** AI against everything else at the deployed threshold. */
  readonly macroF1: Interval;
  /** Rows with the verdict human or ai. */
  readonly coverage: Rate;
  /** Of rows with a probability, as they are, and with both labels weighing the same. */
  readonly calibrationError: number;
  readonly calibrationErrorAtEvenOdds: number;
  readonly brier: number;
}

export interface MetricOptions {
  /** Which verdict counts as deployed: an index into the rates at which the rows were scored. Default 0. */
  readonly verdict?: number;
  /** Resamples of the intervals. Default 1,000. */
  readonly replicates?: number;
  /** What is resampled as a whole. Default the sample's group. */
  readonly groupOf?: (row: JudgedSample, index: number) => string;
}

const seed = 20_260_101;

export function measureDetection(rows: readonly JudgedSample[], options: MetricOptions = {}): DetectionMetrics {
  const { verdict = 0, replicates = 1000, groupOf = ({ sample }) => sample.group } = options;
  const truth = rows.map(isAi);
  const flagged = rows.map(({ score }) => score.verdicts[verdict] === "ai");
  const ranking = createRanking(rows.map(rankOf), truth);
  const hasBoth = ranking.humans > 0 && ranking.ais > 0;
  const intervals = bootstrapGroups(
    rows.map(groupOf),
    {
      auroc: (weights) => areaUnderRoc(ranking, weights),
      macroF1: (weights) => (hasBoth ? macroF1(truth, flagged, weights) : Number.NaN),
      ...Object.fromEntries(
        tprRates.map((rate) => [rate, (weights: Uint32Array | undefined) => truePositiveRate(ranking, rate, weights)]),
      ),
    },
    { seed, replicates },
  ) as Record<string, Interval>;
  const flaggedOf = (label: boolean): Rate =>
    wilson(flagged.filter((is, row) => is && truth[row] === label).length, truth.filter((is) => is === label).length);
  return {
    humans: ranking.humans,
    ais: ranking.ais,
    auroc: intervals["auroc"]!,
    tpr: tprRates.map((rate) => intervals[rate]!),
    falsePositives: flaggedOf(false),
    recall: flaggedOf(true),
    macroF1: intervals["macroF1"]!,
    coverage: wilson(rows.filter(({ score }) => score.verdicts[verdict] !== "uncertain").length, rows.length),
    ...measureCalibration(rows),
  };
}

function measureCalibration(rows: readonly JudgedSample[]) {
  const answered = rows.filter(({ score }) => score.probability !== null);
  const probabilities = answered.map(rankOf);
  const truth = answered.map(isAi);
  const hasBoth = new Set(truth).size === 2;
  const even = evenOdds(truth);
  return {
    calibrationError: expectedCalibrationError(probabilities, truth),
    calibrationErrorAtEvenOdds: hasBoth ? expectedCalibrationError(probabilities, truth, even) : Number.NaN,
    brier: hasBoth ? brierScore(probabilities, truth, even) : Number.NaN,
  };
}
