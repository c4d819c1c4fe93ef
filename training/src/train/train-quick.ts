import { viewIds, type ViewId } from "whowrote/view";
import { fitCalibration } from "../fit/calibration.ts";
import { assembleCheckpoint, type TrainedCheckpoint } from "./assemble-checkpoint.ts";
import { fitQuick, type TrainHooks, type TrainingPlan } from "./fit-quick.ts";
import type { HeldOutSample } from "./held-out-metrics.ts";
import { heldOutSamples } from "./held-out-samples.ts";
import type { QuickOptions } from "./options.ts";

/** Fits, calibrates on held-out joined scores, and puts everything into the checkpoint format. */
export async function trainQuick(
  plan: TrainingPlan,
  options: QuickOptions,
  hooks: TrainHooks,
): Promise<TrainedCheckpoint> {
  const fit = await fitQuick(plan, options, hooks);
  const heldOut = (scores: Float32Array) =>
    heldOutSamples(scores, fit.measured.lines, fit.rows, options.calibration.population);
  const joined = heldOut(fit.ensemble.heldOutScores);
  return assembleCheckpoint(plan, options, {
    ...fit,
    ensemble: fit.ensemble.classifier,
    calibration: fitCalibration(joined, options.calibration),
    heldOut: {
      joined,
      stylometry: heldOut(fit.stylometry.heldOutScores),
      views: Object.fromEntries(viewIds.map((id) => [id, heldOut(fit.lexical.heldOutScores[id])])) as Record<
        ViewId,
        HeldOutSample[]
      >,
    },
  });
}
