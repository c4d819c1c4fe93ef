import { dirname, join } from "node:path";
import type { CalibrationCell } from "../calibration.ts";
import { kindOfCheckpoint, parseCheckpointAs, type CheckpointKind } from "../checkpoint.ts";
import { createJoiner, joinedCheckpointSchema, type JoinedCheckpoint } from "../joined-checkpoint.ts";
import type { Joiner } from "../joiner.ts";
import { createQuickModel, type QuickModel } from "../quick-model.ts";
import { readCheckpointFolder, readCheckpointTensors, readCheckpointText } from "./checkpoint-folder.ts";
import type { NeuralDetector } from "./neural-detector.ts";

/** The detectors of a checkpoint. */
export interface LoadedModel {
  readonly name: string;
  readonly quick: QuickModel;
  readonly calibration: readonly CalibrationCell[];
  /** The encoder, where there is one, which must be closed, and what joins it with the others. */
  readonly neural?: { readonly detector: NeuralDetector; readonly joiner: Joiner };
}

/**
 * Loads a checkpoint of any kind that judges.
 * @param threads that an encoder shares its work among
 * @throws when the folder is missing, damaged, of another format, or no checkpoint that judges
 */
export async function loadModel(folder: string, threads: number): Promise<LoadedModel> {
  return loaders[kindOfCheckpoint(await readCheckpointText(folder), join(folder, "checkpoint.json"))](folder, threads);
}

const loaders = {
  quick: loadQuick,
  joined: loadJoined,
  encoder: (folder) => {
    throw new Error(
      `${folder} is an encoder alone, without thresholds. Name a checkpoint that judges, such as thorough.`,
    );
  },
  similarity: (folder) => {
    throw new Error(`${folder} compares code and judges none. Name a checkpoint that judges, such as quick.`);
  },
} satisfies Record<CheckpointKind, (folder: string, threads: number) => Promise<LoadedModel>>;

async function loadQuick(folder: string): Promise<LoadedModel> {
  const { checkpoint, tensors } = await readCheckpointFolder(folder);
  const quick = createQuickModel(checkpoint, tensors);
  return { name: quick.name, quick, calibration: checkpoint.calibration };
}

/** The quick detectors and the encoder stand in folders beside the joined checkpoint. */
async function loadJoined(folder: string, threads: number): Promise<LoadedModel> {
  const path = join(folder, "checkpoint.json");
  const checkpoint = parseCheckpointAs(joinedCheckpointSchema, await readCheckpointText(folder), path);
  const joiner = createJoiner(checkpoint, await readCheckpointTensors(folder));
  await checkParts(folder, checkpoint);
  // Only who asks an encoder waits for onnxruntime.
  const { openNeuralDetector } = await import("./neural-detector.ts");
  const beside = (name: string): string => join(dirname(folder), name);
  const [{ quick }, detector] = await Promise.all([
    loadQuick(beside(checkpoint.quick.folder)),
    openNeuralDetector(beside(checkpoint.encoder.folder), threads),
  ]);
  return { name: joiner.name, quick, calibration: checkpoint.calibration, neural: { detector, joiner } };
}

/** A joiner trained beside other weights would misjudge. */
async function checkParts(folder: string, { quick, encoder }: JoinedCheckpoint): Promise<void> {
  const { hashFile } = await import("./hash-file.ts");
  for (const [part, name] of [
    [quick, "weights.safetensors"],
    [encoder, "model.safetensors"],
  ] as const) {
    const file = join(dirname(folder), part.folder, name);
    const weights = await hashFile(file).catch((cause: unknown) => {
      throw new Error(
        `${folder} judges with the checkpoint ${part.folder}, but ${file} cannot be read. Put it there, beside ${folder}.`,
        { cause },
      );
    });
    if (weights !== part.weights)
      throw new Error(
        `${file} is not the one that ${folder} was trained with, so its thresholds do not hold. ` +
          "Restore models/ from the release, or train it again with training/runs/release.sh.",
      );
  }
}
