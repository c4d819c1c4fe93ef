import { checkpointFormat, type Checkpoint } from "whowrote/checkpoint";
import type { Classifier } from "whowrote/classifier";
import { quantizeLinear } from "whowrote/classifier/linear";
import { ensembleFeatureNames, ensembleFeatures } from "whowrote/ensemble";
import { languageIds } from "whowrote/language";
import { lengthBin } from "whowrote/length-bin";
import { signals } from "whowrote/signal/index";
import type { Tensor, Tensors } from "whowrote/tensor";
import { viewIds } from "whowrote/view";
import { fitBoostedTrees } from "../fit/boosted-trees.ts";
import { fitCalibration } from "../fit/calibration.ts";
import type { TreeData } from "../fit/tree-data.ts";
import { measureSamples } from "../measure/measure-samples.ts";
import type { MeasuredRows } from "../measure/measured-rows.ts";
import { openTensorCache } from "../tensor-cache.ts";
import { crossFitLexical, type LexicalFit } from "./cross-fit-lexical.ts";
import { crossFitTrees } from "./cross-fit-trees.ts";
import { heldOutMetrics } from "./held-out-metrics.ts";
import type { QuickOptions } from "./options.ts";
import { readTrainingData } from "./read-training-data.ts";
import type { TrainingRows } from "./training-rows.ts";
import { populationWeight } from "./weights.ts";
import { typicalValues } from "./typical-values.ts";

export interface TrainHooks {
  readonly onProgress: (stage: string, done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface TrainedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly tensors: Tensors;
}

/**
 * Trains the detectors that need no encoder: linear models over the views, boosted trees over the signals, boosted
 * trees that join both (stacked on held-out view scores), and a calibration on held-out joined scores.
 */
export async function trainQuick(
  data: { readonly folder: string; readonly cacheFolder: string; readonly command: string; readonly version: string },
  options: QuickOptions,
  { onProgress, signal }: TrainHooks,
): Promise<TrainedCheckpoint> {
  const stage = (name: string) => (done: number, total: number) => onProgress(name, done, total);
  const { rows, items, files } = await readTrainingData(data.folder, options, stage("reading"));
  const cache = await openTensorCache(data.cacheFolder);
  const measured = await measureSamples(items, {
    cache,
    version: "1",
    onProgress: stage("measuring"),
    signal,
  });
  const lexicalOptions = { ...options.lexical, seed: options.seed };
  const lexical = await crossFitLexical(measured, rows, lexicalOptions, {
    cache,
    onProgress: stage("lexical"),
    signal,
  });
  const boosted = (chosen: QuickOptions["ensemble"]) => (treeData: TreeData) =>
    fitBoostedTrees(treeData, { ...chosen, seed: options.seed }, { signal });
  const stylometry = await crossFitTrees(measured.signals, rows, boosted(options.stylometry), stage("stylometry"));
  const joined = joinFeatures(measured, lexical, rows);
  const ensemble = await crossFitTrees(joined, rows, boosted(options.ensemble), stage("ensemble"));
  const heldOut = rows.samples.flatMap((sample, row) =>
    rows.edited[row]
      ? []
      : [
          {
            sample,
            score: ensemble.heldOutScores[row]!,
            ai: rows.labels[row] === 1,
            language: sample.language,
            bin: lengthBin(measured.lines[row]!),
            group: sample.group,
            weight: populationWeight(sample, options.weights.population),
          },
        ],
  );
  const calibration = fitCalibration(heldOut, options.calibration);
  const lexicalModels = Object.fromEntries(
    viewIds.map((id) => {
      const { weights, bias } = lexical.models[id];
      return [id, quantizeLinear(weights, bias, options.lexical.bucketBits)];
    }),
  );
  const tensors: Record<string, Tensor> = {
    typical: typicalValues(measured.signals, rows),
    ...prefixed("stylometry.", stylometry.classifier),
    ...prefixed("ensemble.", ensemble.classifier),
  };
  for (const id of viewIds) {
    const { weights } = lexicalModels[id]!;
    tensors[`lexical.${id}.weights`] = { shape: [weights.length], data: weights };
  }
  const checkpoint: Checkpoint = {
    format: checkpointFormat,
    name: "quick",
    version: data.version,
    languages: [...languageIds],
    signals: signals.map((one) => one.id),
    stylometry: { kind: "boosted-trees", scope: "all-languages" },
    lexical: {
      views: Object.fromEntries(
        viewIds.map((id) => {
          const { bucketBits, bias, scale } = lexicalModels[id]!;
          return [id, { bucketBits, bias, scale }];
        }),
      ) as Checkpoint["lexical"]["views"],
    },
    ensemble: { kind: "boosted-trees", features: ensembleFeatureNames(signals.map((one) => one.id)) },
    calibration,
    training: {
      command: data.command,
      seed: options.seed,
      options,
      data: [...files],
      rows: {
        human: heldOut.filter((one) => !one.ai).length,
        ai: heldOut.filter((one) => one.ai).length,
      },
    },
    metrics: heldOutMetrics(heldOut, calibration),
  };
  return { checkpoint, tensors };
}

function joinFeatures(measured: MeasuredRows, { heldOutScores }: LexicalFit, { samples }: TrainingRows): Float32Array {
  const width = signals.length;
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

function prefixed(prefix: string, classifier: Classifier): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(classifier.toTensors()).map(([name, one]) => [prefix + name, one]));
}
