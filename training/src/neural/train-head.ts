import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSamples } from "../dataset/read-samples.ts";
import type { Sample } from "../dataset/sample.ts";
import { cacheKey } from "../tensor-cache.ts";
import { createChooser } from "../train/choose-samples.ts";
import { embedTexts, type Embeddings } from "./cached-embeddings.ts";
import { balancedWeights } from "./class-weights.ts";
import { embeddingCourse, type EmbeddingData } from "./course/embedding.ts";
import { encodeHead, type HeadDefinition } from "whowrote/encoder-head";
import { createHeadKind, type HeadKind, type HeadKindId } from "./head-kind.ts";
import { headParameters, headPrefix } from "./head-values.ts";
import { drawSamples, sampleCaps } from "./labelled-windows.ts";
import { embeddingObjective } from "./objective/embedding.ts";
import type { HeadOptions } from "./options.ts";
import { replaceFolder } from "./replace-folder.ts";
import { runTraining } from "./run-training.ts";
import type { TrainHooks } from "./train-encoder.ts";
import type { HistoryEntry } from "./training-history.ts";
import { splitValidation } from "./validation-split.ts";

export interface HeadPlan {
  readonly kind: HeadKindId;
  /** Folder of datasets. */
  readonly dataFolder: string;
  readonly modelFolder: string;
  /** Where embeddings are kept for the next time. */
  readonly cacheFolder: string;
  readonly outFolder: string;
  readonly options: HeadOptions;
}

/**
 * Trains a head on an encoder that stays as it is: windows are embedded once, and the head learns from their vectors. Writes
 * head.safetensors and training_history.json. It computes in this thread; called again after a stop, it goes on.
 */
export async function trainHead(plan: HeadPlan, hooks: TrainHooks): Promise<readonly HistoryEntry[]> {
  const { options, outFolder } = plan;
  const { samples, kind } = await readHeadSamples(plan);
  const embeddings = await embedTexts(
    samples.map(({ code }) => code),
    { ...plan, pooling: kind.define(1).pooling, ...options },
    { shouldStop: hooks.shouldStop, onText: (done) => hooks.onNote(`${done} of ${samples.length} files embedded`) },
  );
  const data = splitRows(embeddings, samples, kind, options);
  hooks.onNote(`${data.training.length} windows to learn from, ${data.validation.length} to validate on`);
  const definition = { ...kind.define(embeddings.width), encoder: embeddings.encoder };
  const parameters = headParameters(definition, options.seed, 1);
  const folder = `${outFolder}.run`;
  await mkdir(folder, { recursive: true });
  const { warmUp, decay, coolDown, epochs, steps, dropout } = options;
  const trained = await runTraining(
    {
      objective: embeddingObjective(definition, parameters),
      course: embeddingCourse(data, options),
      settings: {
        ...options,
        stages: [{ epochs, frozen: false }],
        ...{ maxSteps: steps, headDropout: dropout, encoderDropout: undefined },
        schedule: { warmUp, decay, coolDown },
      },
      folder,
      fingerprint: fingerprintOf(plan, data, embeddings),
    },
    hooks,
  );
  await writeHead(outFolder, definition, trained);
  await rm(folder, { recursive: true });
  hooks.onNote(`kept: what it was after step ${trained.bestStep}`);
  return trained.history;
}

async function readHeadSamples({ dataFolder, kind: id, options }: HeadPlan) {
  const choose = createChooser(sampleCaps);
  const chosen: Sample[] = [];
  for await (const sample of readSamples(dataFolder)) if (choose(sample)) chosen.push(sample);
  const kind = createHeadKind(id, chosen, options.families);
  const samples = drawSamples(chosen.filter(kind.takes), options);
  if (samples.length === 0) throw new Error(`${dataFolder} holds no sample that a ${id} head learns from.`);
  return { samples, kind };
}

/** Groups are learned from or validated on, never both. */
function splitRows(
  { vectors, width, texts }: Embeddings,
  samples: readonly Sample[],
  kind: HeadKind,
  options: HeadOptions,
): EmbeddingData {
  const parts = splitValidation(samples, options.validation, options.seed);
  const rows = Int32Array.from(texts.keys());
  const isValidation = (row: number): boolean => parts[texts[row]!] === 1;
  const [training, validation] = [rows.filter((row) => !isValidation(row)), rows.filter(isValidation)];
  const sampleOf = (row: number): Sample => samples[texts[row]!]!;
  const outputs = kind.define(1).outputs.length;
  const targets = new Float32Array(rows.length * outputs);
  for (const row of rows) targets.set(kind.targetOf(sampleOf(row)), row * outputs);
  const totals = new Float64Array(kind.classes);
  for (const row of training) totals[kind.classOf(sampleOf(row))]!++;
  if (totals.filter((total) => total > 0).length < 2 || validation.length === 0)
    throw new Error("The groups to learn from hold one class only, or none is left to validate on. Give more data.");
  const balanced = balancedWeights(totals);
  const weights = Float32Array.from(rows, (row) =>
    options.classWeights === "balanced" ? balanced[kind.classOf(sampleOf(row))]! : 1,
  );
  const measure = (given: Float32Array) =>
    kind.measure(
      given,
      [...validation].map(sampleOf),
      [...validation].map((row) => texts[row]!),
    );
  return { vectors, width, targets, outputs, weights, training, validation, measure, best: kind.best };
}

function fingerprintOf({ kind, options }: HeadPlan, data: EmbeddingData, { encoder }: Embeddings): string {
  const { steps: _, patience: _patience, saveEvery: _saveEvery, ...decisive } = options;
  return cacheKey(kind, decisive, encoder, data.vectors, data.targets, data.training);
}

async function writeHead(
  folder: string,
  definition: HeadDefinition,
  { tensors, history }: Awaited<ReturnType<typeof runTraining>>,
): Promise<void> {
  const named = Object.entries(tensors).map(([name, tensor]) => [name.slice(headPrefix.length), tensor] as const);
  await replaceFolder(folder, async (part) => {
    await writeFile(join(part, "head.safetensors"), encodeHead({ definition, tensors: Object.fromEntries(named) }));
    await writeFile(join(part, "training_history.json"), `${JSON.stringify(history, null, 1)}\n`);
  });
}
