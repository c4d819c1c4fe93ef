import { ensembleFeatures } from "whowrote/ensemble";
import { viewIds } from "whowrote/view";
import { measuringFingerprint } from "../core-fingerprint.ts";
import type { ChunkItem } from "../measure/measure-chunk.ts";
import { measureSamples } from "../measure/measure-samples.ts";
import type { MeasuredRows } from "../measure/measured-rows.ts";
import { openTensorCache } from "../tensor-cache.ts";
import { crossFitLexical, type LexicalFit } from "./cross-fit-lexical.ts";
import { crossFitStylometry, type StylometryFit } from "./cross-fit-stylometry.ts";
import { crossFitBoostedTrees } from "./cross-fit-boosted-trees.ts";
import type { TreeFit } from "./cross-fit-trees.ts";
import type { QuickOptions } from "./options.ts";
import { readTrainingData, type DataFile } from "./read-training-data.ts";
import type { TrainingRows } from "./training-rows.ts";

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
export interface QuickFit {
  readonly files: readonly DataFile[];
  /** The rows' texts. */
  readonly items: readonly ChunkItem[];
  readonly rows: TrainingRows;
  readonly measured: MeasuredRows;
  readonly lexical: LexicalFit;
  readonly stylometry: StylometryFit;
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
  const stylometry = await crossFitStylometry(measured.signals, rows, options, {
    cache,
    onProgress: stage("stylometry"),
    signal,
  });
  const ensemble = await crossFitBoostedTrees(
    joinFeatures(measured, lexical, rows),
    rows,
    { ...options.ensemble, seed: options.seed },
    { cache, onProgress: stage("ensemble"), signal },
  );
  return { files, items, rows, measured, lexical, stylometry, ensemble };
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
