import { access, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expectedWeights } from "whowrote/encoder/expected-weights";
import type { EncoderDefinition } from "whowrote/encoder";
import { parseEncoderConfig } from "whowrote/encoder/parse-config";
import { loadTokenizer } from "whowrote/node/load-tokenizer";
import { decodeTensors } from "whowrote/tensor-file";
import { cacheKey } from "../tensor-cache.ts";
import { lengthsOf } from "./data/encoder-data.ts";
import { encoderParameters } from "./parameters/encoder-parameters.ts";
import { newEncoderConfig, readConfig, startMarks, transferEncoder } from "./parameters/encoder-start.ts";
import { headPrefix } from "./parameters/head-values.ts";
import { createLesson, type Lesson, type LessonId } from "./lesson.ts";
import { checkParameterMemory, measureRowsPerPass, processMemory } from "./run/measure-rows.ts";
import type { DualOptions, EncoderOptions } from "./options.ts";
import type { Parameter } from "./parameters/parameter.ts";
import { readEncoderData, type DataPlace, type ReadData } from "./data/read-encoder-data.ts";
import { runTraining, type RunHooks } from "./run/run-training.ts";
import type { RunSettings } from "./run/run-settings.ts";
import { openTrainer } from "./trainer.ts";
import { countWindows } from "./data/token-windows.ts";
import { describeTransfer, transferWeights } from "./parameters/transfer.ts";
import type { HistoryEntry } from "./training-history.ts";
import { writeEncoderFolder } from "./write-encoder-folder.ts";
import { writeWhole } from "./run/write-whole.ts";

/** What to train, from what, on what. */
export interface EncoderPlan {
  readonly lesson: LessonId;
  readonly data: DataPlace;
  /** With config.json, the tokenizer, and weights unless it begins from scratch. */
  readonly modelFolder: string;
  readonly outFolder: string;
  /** Nothing but config.json and the tokenizer is taken from the model. */
  readonly fromScratch: boolean;
  /** Of a new encoder: nothing but the tokenizer is taken from the model. */
  readonly size?: { readonly layers: number; readonly width: number } | undefined;
  readonly options: EncoderOptions;
  readonly dual: DualOptions;
}

export interface TrainHooks extends RunHooks {
  /** Something that a person may want to know. */
  readonly onNote: (text: string) => void;
}

/**
 * Trains an encoder and writes it as a checkpoint folder. It computes in this thread. Called again after a stop or a kill, it
 * goes on from the run's folder, `<out>.run`, and writes the same bytes as if it had never stopped.
 */
export async function trainEncoder(plan: EncoderPlan, hooks: TrainHooks): Promise<readonly HistoryEntry[]> {
  const { options, outFolder, modelFolder } = plan;
  const config = await configOf(plan);
  const definition = parseEncoderConfig(config, join(modelFolder, "config.json"));
  const lesson = createLesson(plan.lesson, definition, options, plan.dual);
  if (lesson.parameters.length === 0 && options.frozenEpochs > 0)
    throw new Error(`With a frozen encoder nothing is left to learn for ${plan.lesson}. Leave --frozen-epochs out.`);
  const data = await readEncoderData(plan.data, modelFolder, definition, options);
  checkLength(data, definition, options);
  hooks.onNote(`${countWindows(data.training)} windows to learn from, ${countWindows(data.validation)} to validate on`);
  // Before they are drawn: a config can ask for more than any machine holds.
  checkParameterMemory([...expectedWeights(definition), ...lesson.parameters], processMemory);
  const parameters = await startParameters(plan, definition, lesson, data, hooks);
  const objective = lesson.objective(parameters);
  const settings = runSettings(options, lesson);
  const folder = `${outFolder}.run`;
  await mkdir(folder, { recursive: true });
  const rowsPerPass = options.rowsPerPass ?? (await measuredRows());
  const trained = await runTraining(
    {
      ...{ objective, settings, folder },
      course: lesson.course(data, rowsPerPass),
      fingerprint: fingerprintOf(plan, config, data, parameters),
    },
    hooks,
  );
  await writeEncoderFolder(outFolder, {
    ...{ config, tensors: trained.tensors, history: trained.history, head: lesson.head },
    encoderNames: expectedWeights(definition).map(({ name }) => name),
    windowTokens: lengthsOf(data, options.buckets).at(-1)!,
    tokenizerFolder: modelFolder,
  });
  await rm(folder, { recursive: true });
  hooks.onNote(`kept: what it was after step ${trained.bestStep}`);
  return trained.history;

  /** A run that goes on must cut its batches as it did. */
  async function measuredRows(): Promise<number> {
    const path = join(folder, "rows-per-pass.json");
    const before = await readFile(path, "utf8").catch(() => undefined);
    if (before !== undefined) return Number(before);
    const trainer = await openTrainer(objective, () => true, settings);
    try {
      const { batch } = options;
      const rows = await measureRowsPerPass(
        { course: lesson.course(data, batch), trainer, batch, shouldStop: hooks.shouldStop },
        processMemory,
      );
      hooks.onNote(
        rows < batch
          ? `memory suffices for ${rows} windows at once: batches of ${batch} go through in parts`
          : `batches of ${batch} go through at once`,
      );
      await writeWhole(path, String(rows));
      return rows;
    } finally {
      await trainer.close();
    }
  }
}

async function configOf({ size, modelFolder, options, data }: EncoderPlan): Promise<string> {
  if (!size) return readConfig(modelFolder);
  const { vocabularySize, special } = await loadTokenizer(modelFolder);
  const positions = "shards" in data ? 512 : Math.max(512, options.windowTokens);
  return newEncoderConfig(size, { vocabularySize, pad: special.pad, positions });
}

function checkLength(data: ReadData, { maxTokens }: EncoderDefinition, { buckets }: EncoderOptions): void {
  const longest = lengthsOf(data, buckets).at(-1)!;
  if (longest > maxTokens)
    throw new Error(
      `Windows of ${longest} tokens are longer than the ${maxTokens} that the model reads. Cut them shorter.`,
    );
}

async function startParameters(
  { fromScratch, size, modelFolder, options: { seed, layerDecay } }: EncoderPlan,
  definition: EncoderDefinition,
  lesson: Lesson,
  { marks }: ReadData,
  { onNote }: TrainHooks,
): Promise<Parameter[]> {
  const fresh = encoderParameters(definition, seed, layerDecay);
  if (fromScratch || size) return [...fresh, ...lesson.parameters];
  const { parameters, report } = await transferEncoder(definition, fresh, modelFolder);
  for (const line of describeTransfer(report)) onNote(line);
  // A model that was trained on such tokens knows them.
  const known = await access(join(modelFolder, "training_history.json")).then(
    () => true,
    () => false,
  );
  const heads = await transferHead(lesson.parameters, modelFolder, onNote);
  return [...(known ? parameters : startMarks(definition, parameters, marks, seed)), ...heads];
}

/** A head that was trained on this encoder before goes on from where it was. */
async function transferHead(
  parameters: readonly Parameter[],
  folder: string,
  onNote: TrainHooks["onNote"],
): Promise<readonly Parameter[]> {
  const bytes = await readFile(join(folder, "head.safetensors")).catch(() => undefined);
  if (!bytes || parameters.length === 0) return parameters;
  const { tensors } = decodeTensors(bytes);
  const named = new Map(Object.entries(tensors).map(([name, tensor]) => [headPrefix + name, tensor]));
  const started = await transferWeights(parameters, {
    shapes: new Map([...named].map(([name, { shape }]) => [name, shape])),
    read: (name) => Promise.resolve(Float32Array.from(named.get(name)!.data)),
  });
  for (const line of describeTransfer(started.report)) onNote(`head: ${line}`);
  return started.parameters;
}

function runSettings(options: EncoderOptions, lesson: Lesson): RunSettings {
  const { frozenEpochs, epochs, warmUp, decay, coolDown, dropout, encoderDropout } = options;
  const frozen = frozenEpochs > 0 ? [{ epochs: frozenEpochs, frozen: true }] : [];
  return {
    ...options,
    stages: [...frozen, { epochs, frozen: false }],
    maxSteps: options.steps,
    schedule: { warmUp, decay, coolDown },
    headDropout: dropout,
    encoderDropout: encoderDropout ?? lesson.encoderDropout,
  };
}

/** Not what may change while a run goes on: how long it is, and how it is saved. */
function fingerprintOf(
  { lesson, options, dual }: EncoderPlan,
  config: string,
  { training, validation, special }: ReadData,
  parameters: readonly Parameter[],
): string {
  const { steps: _, patience: _patience, saveEvery: _saveEvery, ...decisive } = options;
  const data = [training, validation].flatMap(({ ids, offsets, labels }) => [ids, offsets, labels]);
  return cacheKey(lesson, decisive, dual, config, special, ...data, ...parameters.map(({ start }) => start));
}
