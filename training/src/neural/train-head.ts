import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSamples } from "../dataset/read-samples.ts";
import type { Sample } from "../dataset/sample.ts";
import { cacheKey } from "../tensor-cache.ts";
import { createChooser } from "../train/choose-samples.ts";
import { embedTexts } from "./data/cached-embeddings.ts";
import { embeddingCourse, type EmbeddingData } from "./course/embedding.ts";
import { encodeHead, type Head, type HeadDefinition } from "whowrote/encoder-head";
import { createHeadKind, type HeadKindId } from "./head-kind.ts";
import { headParameters } from "./parameters/head-values.ts";
import { drawSamples, sampleCaps } from "./data/labelled-windows.ts";
import { embeddingObjective } from "./objective/embedding.ts";
import type { HeadOptions, WindowWay } from "./options.ts";
import { replaceFolder } from "./run/replace-folder.ts";
import { runTraining, type TrainedModel } from "./run/run-training.ts";
import type { TrainHooks } from "./train-encoder.ts";
import type { HistoryEntry } from "./training-history.ts";
import { splitHeadData } from "./data/train-head-data.ts";
import { askedWays, chooseRun, describeWay, neededWays, type WindowRun } from "./train-head-windows.ts";

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
 * head.safetensors and training_history.json, whose last entry is of the head that was kept where several ways to judge
 * files were tried, with the AUROC of each. It computes in this thread; called again after a stop, it goes on.
 */
export async function trainHead(plan: HeadPlan, hooks: TrainHooks): Promise<readonly HistoryEntry[]> {
  const { options, outFolder } = plan;
  const { samples, kind } = await readHeadSamples(plan);
  // Checked before hours of embedding.
  const asked = askedWays(kind, options);
  const embeddings = await embedTexts(
    samples.map(({ code }) => code),
    { ...plan, pooling: kind.define(1).pooling, ...options },
    { shouldStop: hooks.shouldStop, onText: (done) => hooks.onNote(`${done} of ${samples.length} files embedded`) },
  );
  const runs: WindowRun[] = [];
  for (const ways of neededWays(asked, embeddings.texts)) {
    if (ways.length > 0) hooks.onNote(`files are judged by ${ways.join(" and ")} of their windows`);
    const data = splitHeadData(embeddings, samples, kind, options, ways);
    const definition: HeadDefinition = {
      ...{ ...kind.define(embeddings.width), encoder: embeddings.encoder },
      ...(data.starts && { windows: { attention: options.attentionSize } }),
    };
    runs.push({ ways, definition, trained: await learn(plan, ways, definition, data, hooks) });
  }
  const { head, history, bestStep } = chooseRun(runs);
  await writeHead(outFolder, head, history);
  await rm(runFolder(plan), { recursive: true });
  hooks.onNote(
    `kept: what it was after step ${bestStep}${runs.length > 1 ? `, judging files by ${describeWay(head.definition)}` : ""}`,
  );
  return history;
}

/** Learns one head, which is measured in each of these ways. */
async function learn(
  plan: HeadPlan,
  ways: readonly WindowWay[],
  definition: HeadDefinition,
  data: EmbeddingData,
  hooks: TrainHooks,
): Promise<TrainedModel> {
  const { options } = plan;
  const rows = data.training.length + data.validation.length;
  hooks.onNote(
    `${data.training.length} ${data.starts ? "files" : "windows"} to learn from, ${data.validation.length} to validate on`,
  );
  const folder = join(runFolder(plan), ...ways.slice(0, 1));
  await mkdir(folder, { recursive: true });
  const { warmUp, decay, coolDown, epochs, steps, dropout } = options;
  // A step learns from about as many windows, whether they are taken file by file or not.
  const windows = data.vectors.length / data.width;
  const batch = Math.max(1, Math.round((options.batch * rows) / windows));
  return runTraining(
    {
      objective: embeddingObjective(definition, headParameters(definition, options.seed, 1)),
      course: embeddingCourse(data, { ...options, batch }),
      settings: {
        ...options,
        stages: [{ epochs, frozen: false }],
        ...{ maxSteps: steps, headDropout: dropout, encoderDropout: undefined },
        schedule: { warmUp, decay, coolDown },
      },
      folder,
      fingerprint: fingerprintOf(plan, data, definition, ways),
    },
    hooks,
  );
}

const runFolder = ({ outFolder }: HeadPlan): string => `${outFolder}.run`;

async function readHeadSamples({ dataFolder, kind: id, options }: HeadPlan) {
  const choose = createChooser(sampleCaps);
  const chosen: Sample[] = [];
  for await (const sample of readSamples(dataFolder)) if (choose(sample)) chosen.push(sample);
  const kind = createHeadKind(id, chosen, options.families);
  const samples = drawSamples(chosen.filter(kind.takes), options);
  if (samples.length === 0) throw new Error(`${dataFolder} holds no sample that a ${id} head learns from.`);
  return { samples, kind };
}

function fingerprintOf(
  { kind, options }: HeadPlan,
  data: EmbeddingData,
  { encoder = "" }: HeadDefinition,
  ways: readonly WindowWay[],
): string {
  const { steps: _, patience: _patience, saveEvery: _saveEvery, windows: _windows, ...decisive } = options;
  return cacheKey(kind, decisive, ways, encoder, data.vectors, data.targets, data.training);
}

async function writeHead(folder: string, head: Head, history: readonly HistoryEntry[]): Promise<void> {
  await replaceFolder(folder, async (part) => {
    await writeFile(join(part, "head.safetensors"), encodeHead(head));
    await writeFile(join(part, "training_history.json"), `${JSON.stringify(history, null, 1)}\n`);
  });
}
