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

/** AUROC and TPR at 1 % FPR of the calibrated probability on held-out groups, per kind of code, with grouped intervals. */
export function heldOutMetrics(
  samples: readonly HeldOutSample[],
  cells: readonly CalibrationCell[],
): Checkpoint["metrics"] {
  const cellOf = new Map(cells.map((cell) => [`${cell.language} ${cell.bin}`, cell]));
  const metrics: Record<string, Checkpoint["metrics"][string]> = {};
  for (const kind of codeKinds) {
    const chosen = samples.filter(({ sample }) => codeKind(sample) === kind);
    const probabilities = chosen.map(({ language, bin, score }) =>
      calibrateProbability(cellOf.get(`${language} ${bin}`)!, score),
    );
    const isAi = chosen.map(({ ai }) => ai);
    const ranking = createRanking(probabilities, isAi);
    const intervals = bootstrapGroups(
      chosen.map(({ group }) => group),
      {
        auroc: (weights) => areaUnderRoc(ranking, weights),
        "tpr-at-1-percent-fpr": (weights) => truePositiveRate(ranking, 0.01, weights),
      },
      { seed: 1, replicates: 200 },
    );
    const ais = isAi.filter(Boolean).length;
    for (const [name, interval] of Object.entries(intervals))
      metrics[`${kind}.${name}`] = { ...interval, humans: chosen.length - ais, ais };
  }
  return metrics;
}
