import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";
import type { Tensors } from "whowrote/tensor";
import type { Course } from "../course.ts";
import { rateShareAt } from "./learning-rate.ts";
import type { Objective } from "../objective.ts";
import type { Parameter } from "../parameters/parameter.ts";
import { createSpeedMeter, type TrainingProgress } from "./progress.ts";
import type { RunSettings } from "./run-settings.ts";
import { readSavedRun, saveRun, type RunPlace } from "./saved-run.ts";
import { updateBest, type HistoryEntry } from "../training-history.ts";
import { openTrainer, type Trainer } from "../trainer.ts";
import { writeWhole } from "./write-whole.ts";

export interface TrainingRun {
  readonly objective: Objective;
  readonly course: Course;
  readonly settings: RunSettings;
  /** Where the run's state is kept while it goes on. */
  readonly folder: string;
  /** Changes with everything that decides the run. */
  readonly fingerprint: string;
}

export interface RunHooks {
  readonly onProgress: (progress: TrainingProgress) => void;
  readonly onEvaluation: (entry: HistoryEntry) => void;
  /** Asked before every step. */
  readonly shouldStop: () => boolean;
}

export interface TrainedModel {
  /** The parameters of the best evaluation. */
  readonly tensors: Tensors;
  readonly history: readonly HistoryEntry[];
  /** Steps done at that evaluation. */
  readonly bestStep: number;
}

/** Thrown when a run was asked to stop. Its state is saved: the same call goes on from there. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/**
 * Trains stage by stage, evaluates, keeps the best parameters, and saves its state, from which the same call goes on after
 * a stop or a kill: it ends with the same numbers as a run that never stopped.
 * @throws {StoppedError} when `shouldStop` said so
 * @throws when the loss is no number any more
 */
export async function runTraining(run: TrainingRun, hooks: RunHooks): Promise<TrainedModel> {
  const { settings, folder, fingerprint, objective } = run;
  const saved = await readSavedRun(statePath(folder), fingerprint);
  let place: RunPlace = saved?.place ?? {
    ...{ fingerprint, stage: 0, stageStep: 0, step: 0, epoch: 0, lossSum: 0, lossSteps: 0, history: [] },
  };
  let tensors = saved?.tensors;
  while (place.stage < settings.stages.length) {
    const stage = settings.stages[place.stage]!;
    const moves = ({ part }: Parameter): boolean => !(stage.frozen && part === "encoder");
    const trainer = await openTrainer(objective, moves, settings, tensors);
    try {
      place = await runStage(run, trainer, place, hooks);
      // Without the moments: the next stage moves other parameters.
      tensors = parametersOf(objective, structuredClone(trainer.tensors()));
    } finally {
      await trainer.close();
    }
    await saveRun(statePath(folder), { place, tensors });
  }
  const best = decodeTensors(await readFile(bestPath(folder)));
  return { tensors: best.tensors, history: place.history, bestStep: place.best!.step };
}

/** Trains one stage to its end, and gives the place where the next begins. */
async function runStage(run: TrainingRun, trainer: Trainer, begun: RunPlace, hooks: RunHooks): Promise<RunPlace> {
  const { course, settings, folder } = run;
  const { stepsPerEpoch } = course;
  const totalSteps = Math.min(
    Math.ceil(settings.stages[begun.stage]!.epochs * stepsPerEpoch),
    settings.maxSteps ?? Infinity,
  );
  const evaluateEvery = settings.evaluateEvery || stepsPerEpoch;
  const speed = createSpeedMeter();
  let place = begun.stageStep === 0 ? withFreshPatience(begun) : begun;
  while (place.stageStep < totalSteps) {
    if (hooks.shouldStop()) {
      await saveRun(statePath(folder), { place, tensors: trainer.tensors() });
      throw new StoppedError(`The run was stopped after ${place.step} steps; the same command goes on from there.`);
    }
    const startedAt = performance.now();
    const rateShare = rateShareAt({ ...settings.schedule, totalSteps }, place.stageStep);
    const { loss, size } = await learn(run, trainer, place, rateShare);
    speed.add((performance.now() - startedAt) / 1000, size);
    place = afterStep(place, loss);
    const left = totalSteps - place.stageStep;
    hooks.onProgress({
      ...{ step: place.step, totalSteps: place.step + left, loss },
      ...{ speed: speed.tokensPerSecond(), secondsLeft: left * speed.secondsPerStep() },
    });
    const isEvaluated = left === 0 || place.stageStep % evaluateEvery === 0;
    if (isEvaluated) {
      place = await evaluate(run, trainer, place, {
        epoch: begun.epoch + place.stageStep / stepsPerEpoch,
        learningRate: settings.rate * rateShare,
        tokensPerSecond: Math.round(speed.tokensPerSecond()),
      });
      hooks.onEvaluation(place.history.at(-1)!);
      if (settings.patience !== undefined && place.best!.waited >= settings.patience) break;
    }
    if (left > 0 && (isEvaluated || place.stageStep % settings.saveEvery === 0))
      await saveRun(statePath(folder), { place, tensors: trainer.tensors() });
  }
  return afterStage(place, Math.ceil(place.stageStep / stepsPerEpoch));
}

/** One step; `size` is how much was learned from. */
async function learn(
  { course, settings, folder }: TrainingRun,
  trainer: Trainer,
  { step, stageStep, epoch: epochsBefore }: RunPlace,
  rateShare: number,
): Promise<{ readonly loss: number; readonly size: number }> {
  const epoch = epochsBefore + Math.floor(stageStep / course.stepsPerEpoch);
  const batches = course.batches({ epoch, stepOfEpoch: stageStep % course.stepsPerEpoch, step });
  const { loss } = await trainer.step(batches, { step, updates: stageStep, rateShare });
  if (!Number.isFinite(loss))
    throw new Error(
      `The loss of step ${step + 1} is ${loss}. Lower the learning rate (${settings.rate}) or lengthen the warm-up; ${folder} holds the run as it was saved last.`,
    );
  return { loss, size: batches.reduce((sum, batch) => sum + batch.size, 0) };
}

function afterStep(place: RunPlace, loss: number): RunPlace {
  const { step, stageStep, lossSum, lossSteps } = place;
  return { ...place, step: step + 1, stageStep: stageStep + 1, lossSum: lossSum + loss, lossSteps: lossSteps + 1 };
}

function afterStage(place: RunPlace, epochs: number): RunPlace {
  return { ...place, stage: place.stage + 1, stageStep: 0, epoch: place.epoch + epochs };
}

function withFreshPatience({ best, ...place }: RunPlace): RunPlace {
  return best ? { ...place, best: { ...best, waited: 0 } } : place;
}

async function evaluate(
  { course, objective, folder }: TrainingRun,
  trainer: Trainer,
  place: RunPlace,
  facts: Pick<HistoryEntry, "epoch" | "learningRate" | "tokensPerSecond">,
): Promise<RunPlace> {
  const metrics = await course.evaluate(trainer.score);
  const entry = { step: place.step, ...facts, loss: place.lossSum / place.lossSteps, metrics };
  const best = updateBest(place.best, place.step, course.quality(metrics));
  if (best.step === place.step)
    await writeWhole(bestPath(folder), encodeTensors(parametersOf(objective, trainer.tensors())));
  return { ...place, history: [...place.history, entry], best, lossSum: 0, lossSteps: 0 };
}

function parametersOf({ parameters }: Objective, tensors: Tensors): Tensors {
  return Object.fromEntries(parameters.map(({ name }) => [name, tensors[name]!]));
}

const statePath = (folder: string): string => join(folder, "run.safetensors");
const bestPath = (folder: string): string => join(folder, "best.safetensors");
