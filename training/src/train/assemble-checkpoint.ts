import type { CalibrationCell } from "whowrote/calibration";
import { checkpointFormat, type Checkpoint } from "whowrote/checkpoint";
import type { Classifier, TreeClassifier } from "whowrote/classifier";
import { quantizeLinear } from "whowrote/classifier/linear";
import { ensembleFeatureNames } from "whowrote/ensemble";
import { languageIds } from "whowrote/language";
import { signals } from "whowrote/signal/index";
import type { Tensor, Tensors } from "whowrote/tensor";
import { viewIds, type ViewId } from "whowrote/view";
import type { MeasuredRows } from "../measure/measured-rows.ts";
import type { LexicalFit } from "./cross-fit-lexical.ts";
import type { StylometryFit } from "./cross-fit-stylometry.ts";
import { heldOutMetrics, type HeldOutSample } from "./held-out-metrics.ts";
import type { QuickOptions } from "./options.ts";
import type { DataFile } from "./read-training-data.ts";
import type { TrainingPlan } from "./fit-quick.ts";
import type { TrainingRows } from "./training-rows.ts";
import { typicalValues } from "./typical-values.ts";

export interface TrainedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly tensors: Tensors;
}

/** Everything that training brought forth. */
export interface TrainedParts {
  readonly files: readonly DataFile[];
  readonly measured: MeasuredRows;
  readonly rows: TrainingRows;
  readonly lexical: LexicalFit;
  readonly stylometry: StylometryFit;
  readonly ensemble: TreeClassifier;
  readonly calibration: readonly CalibrationCell[];
  readonly heldOut: {
    readonly joined: readonly HeldOutSample[];
    readonly stylometry: readonly HeldOutSample[];
    readonly views: Readonly<Record<ViewId, readonly HeldOutSample[]>>;
  };
}

/** Puts the trained parts into the checkpoint format. */
export function assembleCheckpoint(plan: TrainingPlan, options: QuickOptions, parts: TrainedParts): TrainedCheckpoint {
  const { measured, rows, lexical, stylometry, ensemble, calibration, heldOut } = parts;
  const tensors: Record<string, Tensor> = {
    typical: typicalValues(measured.signals, rows),
    ...prefixed("ensemble.", ensemble),
  };
  for (const [prefix, classifier] of stylometry.classifiers)
    Object.assign(tensors, prefixed(`stylometry.${prefix}`, classifier));
  const views: Partial<Checkpoint["lexical"]["views"]> = {};
  for (const id of viewIds) {
    const { weights: fitted, bias: fittedBias } = lexical.models[id];
    const { weights, bias, scale, bucketBits } = quantizeLinear(fitted, fittedBias, options.lexical.bucketBits);
    tensors[`lexical.${id}.weights`] = { shape: [weights.length], data: weights };
    views[id] = { bucketBits, bias, scale };
  }
  const signalIds = signals.map((signal) => signal.id);
  const ais = heldOut.joined.filter((sample) => sample.ai).length;
  return {
    tensors,
    checkpoint: {
      format: checkpointFormat,
      name: "quick",
      version: plan.version,
      languages: [...languageIds],
      signals: signalIds,
      stylometry: stylometry.settings,
      lexical: { views: views as Checkpoint["lexical"]["views"] },
      ensemble: { kind: ensemble.kind, features: ensembleFeatureNames(signalIds) },
      calibration: [...calibration],
      training: {
        command: plan.command,
        seed: options.seed,
        options,
        data: [...parts.files],
        rows: { human: heldOut.joined.length - ais, ai: ais },
      },
      metrics: {
        ...heldOutMetrics("", heldOut.joined, calibration),
        ...heldOutMetrics("stylometry alone, ", heldOut.stylometry),
        ...Object.fromEntries(
          viewIds.flatMap((id) => Object.entries(heldOutMetrics(`view ${id} alone, `, heldOut.views[id]))),
        ),
      },
    },
  };
}

function prefixed(prefix: string, classifier: Classifier): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(classifier.toTensors()).map(([name, one]) => [prefix + name, one]));
}
