import { calibrateProbability, type CalibrationCell } from "whowrote/calibration";
import type { Checkpoint } from "whowrote/checkpoint";
import { areaUnderRoc, createRanking, truePositiveRate } from "whowrote/statistics/ranking";
import { bootstrapGroups } from "whowrote/statistics/bootstrap";
import type { Sample } from "../dataset/sample.ts";
import type { HeldOutScore } from "../fit/calibration.ts";
import { codeKind, codeKinds } from "./weights.ts";

/** A scored row that is described. */
export interface HeldOutSample extends HeldOutScore {
  readonly sample: Omit<Sample, "code">;
}

/**
 * AUROC and TPR at 1 % FPR on held-out groups for each kind of code, with grouped intervals. With a calibration the
 * calibrated probability is ranked, else the score. Names start with `prefix`.
 */
export function heldOutMetrics(
  prefix: string,
  samples: readonly HeldOutSample[],
  calibration?: readonly CalibrationCell[],
): Checkpoint["metrics"] {
  const cells = new Map(calibration?.map((cell) => [`${cell.language} ${cell.bin}`, cell]));
  const metrics: Record<string, Checkpoint["metrics"][string]> = {};
  for (const kind of codeKinds) {
    const chosen = samples.filter(({ sample }) => codeKind(sample) === kind);
    const ais = chosen.filter(({ ai }) => ai).length;
    if (ais === 0 || ais === chosen.length) continue;
    const values = chosen.map(({ language, bin, score }) => {
      const cell = cells.get(`${language} ${bin}`);
      return cell ? calibrateProbability(cell, score) : score;
    });
    const ranking = createRanking(
      values,
      chosen.map(({ ai }) => ai),
    );
    const intervals = bootstrapGroups(
      chosen.map(({ group }) => group),
      {
        AUROC: (weights) => areaUnderRoc(ranking, weights),
        "TPR at 1 % FPR": (weights) => truePositiveRate(ranking, 0.01, weights),
      },
      { seed: 1, replicates: 100 },
    );
    // With too few people's samples a rate is not defined.
    for (const [name, interval] of Object.entries(intervals).filter(([, { value }]) => !Number.isNaN(value)))
      metrics[`${prefix}${kind}s: ${name}`] = { ...interval, humans: chosen.length - ais, ais };
  }
  return metrics;
}
