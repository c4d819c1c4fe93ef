import { ensembleFeatures } from "whowrote/ensemble";
import { lengthBin } from "whowrote/length-bin";
import { viewIds, type ViewId } from "whowrote/view";
import { measuringFingerprint } from "../core-fingerprint.ts";
import { fitBoostedTrees } from "../fit/boosted-trees.ts";
import { fitCalibration } from "../fit/calibration.ts";
import { measureSamples } from "../measure/measure-samples.ts";
import type { MeasuredRows } from "../measure/measured-rows.ts";
import { openTensorCache } from "../tensor-cache.ts";
import { assembleCheckpoint, type TrainedCheckpoint, type TrainedParts } from "./assemble-checkpoint.ts";
import { crossFitLexical, type LexicalFit } from "./cross-fit-lexical.ts";
import { crossFitStylometry } from "./cross-fit-stylometry.ts";
import { crossFitTrees, type TreeFit } from "./cross-fit-trees.ts";
import type { HeldOutSample } from "./held-out-metrics.ts";
import type { QuickOptions } from "./options.ts";
import { readTrainingData } from "./read-training-data.ts";
import type { TrainingRows } from "./training-rows.ts";
import { codeKind, populationWeight } from "./weights.ts";

export interface TrainingPlan {
  /** Of datasets. */
  readonly folder: string;
  readonly cacheFolder: string;
  /** What the model card names as the way to make this checkpoint. */
  readonly command: string;
  readonly version: string;
}

export interface TrainHooks {
  readonly onProgress: (stage: string, done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** What was learned without an encoder, with scores of models that had not seen a row's fold. */
export interface QuickFit extends Pick<TrainedParts, "files" | "measured" | "rows" | "lexical" | "stylometry"> {
  readonly ensemble: TreeFit;
}

/**
 * Fits the detectors that need no encoder: linear models over the views, trees over the signals, and boosted trees that
 * join both (stacked on held-out view scores). What is in the cache is not done again.
 */
export async function fitQuick(
  plan: TrainingPlan,
  options: QuickOptions,
  { onProgress, signal }: TrainHooks,
): Promise<QuickFit> {
  const stage = (name: string) => (done: number, total: number) => onProgress(name, done, total);
  const { rows, items, files } = await readTrainingData(plan.folder, options, stage("reading"));
  const cache = await openTensorCache(plan.cacheFolder);
  const measured = await measureSamples(items, {
    cache,
    version: measuringFingerprint(),
    onProgress: stage("measuring"),
    signal,
  });
  const lexical = await crossFitLexical(
    measured,
    rows,
    { ...options.lexical, seed: options.seed },
    { cache, onProgress: stage("lexical"), signal },
  );
  const stylometry = await crossFitStylometry(measured.signals, rows, options, stage("stylometry"), signal);
  const ensemble = await crossFitTrees(
    joinFeatures(measured, lexical, rows),
    rows,
    (data) => fitBoostedTrees(data, { ...options.ensemble, seed: options.seed }, { signal }),
    stage("ensemble"),
  );
  return { files, measured, rows, lexical, stylometry, ensemble };
}

/** Fits, calibrates on held-out joined scores, and puts everything into the checkpoint format. */
export async function trainQuick(
  plan: TrainingPlan,
  options: QuickOptions,
  hooks: TrainHooks,
): Promise<TrainedCheckpoint> {
  const fit = await fitQuick(plan, options, hooks);
  const heldOut = (scores: Float32Array) => heldOutSamples(scores, fit.measured, fit.rows, options);
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

function joinFeatures(measured: MeasuredRows, { heldOutScores }: LexicalFit, { samples }: TrainingRows): Float32Array {
  const width = measured.signals.length / measured.rows;
  const rows = samples.map((sample, row) =>
    ensembleFeatures(
      measured.signals.subarray(row * width, (row + 1) * width),
      viewIds.map((id) => heldOutScores[id][row]!),
      measured.lines[row]!,
      sample.language,
    ),
  );
  const columns = rows[0]?.length ?? 0;
  const joined = new Float32Array(rows.length * columns);
  for (const [at, row] of rows.entries()) joined.set(row, at * columns);
  return joined;
}

/** Rows as they were written; edited copies are learned from, never measured on. */
function heldOutSamples(
  scores: Float32Array,
  measured: MeasuredRows,
  rows: TrainingRows,
  { calibration }: QuickOptions,
): HeldOutSample[] {
  return rows.samples.flatMap((sample, row) =>
    rows.edited[row]
      ? []
      : [
          {
            sample,
            score: scores[row]!,
            ai: rows.labels[row] === 1,
            language: sample.language,
            bin: lengthBin(measured.lines[row]!),
            group: sample.group,
            weight: populationWeight(sample, calibration.population),
            real: codeKind(sample) !== "exercise",
          },
        ],
  );
}
