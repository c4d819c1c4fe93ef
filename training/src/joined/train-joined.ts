import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseCheckpointAs } from "whowrote/checkpoint";
import { encoderCheckpointSchema } from "whowrote/encoder-checkpoint";
import { scoreNeural } from "whowrote/detector/neural";
import { joinerFeatureNames, joinerFeatures } from "whowrote/joiner";
import type { JoinedCheckpoint } from "whowrote/joined-checkpoint";
import { languageIds } from "whowrote/language";
import { hashFile } from "whowrote/node/hash-file";
import type { Tensors } from "whowrote/tensor";
import { viewIds } from "whowrote/view";
import { encodingFingerprint } from "../core-fingerprint.ts";
import { fitCalibration } from "../fit/calibration.ts";
import { openTensorCache } from "../tensor-cache.ts";
import type { QuickFit, TrainHooks, TrainingPlan } from "../train/fit-quick.ts";
import { foldsByKey, holdOutKey } from "../train/folds.ts";
import { heldOutMetrics } from "../train/held-out-metrics.ts";
import { heldOutSamples } from "../train/held-out-samples.ts";
import type { QuickOptions } from "../train/options.ts";
import { selectRows } from "../train/training-rows.ts";
import { balanceWeights } from "../train/weights.ts";
import type { JoinedOptions } from "./options.ts";
import { crossFitLogistic } from "./cross-fit-logistic.ts";
import { scoreWithEncoder } from "./score-with-encoder.ts";
import { findUnseenRows } from "./unseen-rows.ts";

export interface JoinedPlan extends TrainingPlan {
  /** Checkpoint folders beside the one to be written. */
  readonly quickFolder: string;
  readonly encoderFolder: string;
}

/**
 * Learns how far to trust an encoder beside the quick detectors, on rows whose groups neither of them had seen, and
 * calibrates what comes of it on scores held out once more.
 */
export async function trainJoined(
  plan: JoinedPlan,
  quick: QuickFit,
  quickOptions: QuickOptions,
  options: JoinedOptions,
  { onProgress, signal }: TrainHooks,
): Promise<{ checkpoint: JoinedCheckpoint; tensors: Tensors }> {
  const stage = (name: string) => (done: number, total: number) => onProgress(name, done, total);
  const encoderPath = join(plan.encoderFolder, "checkpoint.json");
  const encoder = parseCheckpointAs(encoderCheckpointSchema, await readFile(encoderPath, "utf8"), encoderPath);
  const encoderWeights = await hashFile(join(plan.encoderFolder, "model.safetensors"));
  const { reading, windowTokens, mostWindows } = encoder;
  const cache = await openTensorCache(plan.cacheFolder);
  const unseen = findUnseenRows(quick.rows, encoder.training.folds, options.rows, options.seed);
  const windowScores = await scoreWithEncoder(
    unseen.map((row) => quick.items[row]!),
    {
      folder: plan.encoderFolder,
      cache,
      version: JSON.stringify([encoderWeights, reading, windowTokens, mostWindows, encodingFingerprint()]),
      onProgress: stage("encoder"),
      signal,
    },
  );
  const known = unseen.flatMap((row, at) => (windowScores[at]!.length > 0 ? [{ row, scores: windowScores[at]! }] : []));
  const chosen = known.map(({ row }) => row);
  const rows = selectRows(quick.rows, chosen);
  const joined = {
    ...rows,
    weights: balanceWeights(rows.samples, rows.edited, quickOptions.weights),
    folds: foldsByKey(rows.samples.map(holdOutKey), options.foldCount),
    foldCount: options.foldCount,
  };
  const features = known.map(({ row, scores }) => rowFeatures(quick, row, scores));
  const values = new Float32Array(features.length * joinerFeatureNames.length);
  for (const [at, row] of features.entries()) values.set(row, at * joinerFeatureNames.length);
  const { classifier, heldOutScores } = crossFitLogistic(values, joined, options.ridge);
  const lines = Uint32Array.from(chosen, (row) => quick.measured.lines[row]!);
  const heldOut = (scores: Float32Array) => heldOutSamples(scores, lines, joined, quickOptions.calibration.population);
  const samples = heldOut(heldOutScores);
  const calibration = fitCalibration(samples, quickOptions.calibration);
  const ais = samples.filter((sample) => sample.ai).length;
  const column = (name: string) => {
    const at = joinerFeatureNames.indexOf(name);
    return Float32Array.from(features, (row) => row[at]!);
  };
  return {
    tensors: classifier.toTensors(),
    checkpoint: {
      format: 1,
      kind: "joined",
      name: "thorough",
      version: plan.version,
      languages: [...languageIds],
      quick: {
        folder: basename(plan.quickFolder),
        weights: await hashFile(join(plan.quickFolder, "weights.safetensors")),
      },
      encoder: { folder: basename(plan.encoderFolder), weights: encoderWeights },
      joiner: { kind: classifier.kind, features: [...joinerFeatureNames] },
      calibration,
      training: {
        command: plan.command,
        seed: options.seed,
        options,
        data: [...quick.files],
        rows: { human: samples.length - ais, ai: ais },
      },
      metrics: {
        ...heldOutMetrics("", samples, calibration),
        ...heldOutMetrics("quick alone, ", heldOut(column("quick"))),
        ...heldOutMetrics("encoder alone, ", heldOut(column("neural"))),
      },
    },
  };
}

function rowFeatures({ lexical, stylometry, ensemble }: QuickFit, row: number, windows: Float32Array) {
  const scores = {
    ensemble: ensemble.heldOutScores[row]!,
    stylometry: stylometry.heldOutScores[row]!,
    views: viewIds.map((id) => lexical.heldOutScores[id][row]!),
  };
  return joinerFeatures(scores, scoreNeural(windows));
}
