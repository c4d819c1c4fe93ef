import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseCheckpoint, type Checkpoint } from "../checkpoint.ts";
import { decodeTensors } from "../tensor-file.ts";
import type { Tensors } from "../tensor.ts";

/** The released checkpoints that stand beside the code. */
export const releasedModels: string = fileURLToPath(new URL("../../../models/", import.meta.url));

export interface LoadedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly tensors: Tensors;
}

/** Reads `checkpoint.json` and `weights.safetensors` of a folder. */
export async function readCheckpointFolder(folder: string): Promise<LoadedCheckpoint> {
  const [json, tensors] = await Promise.all([readCheckpointText(folder), readCheckpointTensors(folder)]);
  return { checkpoint: parseCheckpoint(json, join(folder, "checkpoint.json")), tensors };
}

export async function readCheckpointText(folder: string): Promise<string> {
  return new TextDecoder().decode(await readPart(join(folder, "checkpoint.json")));
}

export async function readCheckpointTensors(folder: string): Promise<Tensors> {
  return decodeTensors(await readPart(join(folder, "weights.safetensors"))).tensors;
}

async function readPart(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new Error(
      `${path} cannot be read. A checkpoint is a folder with checkpoint.json and weights.safetensors: ` +
        "give such a folder, or restore models/ from the release.",
      { cause },
    );
  }
}
