import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeTensors } from "whowrote/tensor-file";
import { writeModelCard } from "./model-card.ts";
import type { TrainedCheckpoint } from "./assemble-checkpoint.ts";

/** Writes `checkpoint.json`, `weights.safetensors` and the model card. The folder is replaced as a whole. */
export async function writeCheckpoint(folder: string, { checkpoint, tensors }: TrainedCheckpoint): Promise<void> {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await writeFile(join(part, "checkpoint.json"), `${JSON.stringify(checkpoint, null, 1)}\n`);
  await writeFile(join(part, "weights.safetensors"), encodeTensors(tensors));
  await writeFile(join(part, "README.md"), writeModelCard(checkpoint));
  // Removing takes time in which a kill would leave half a checkpoint: the old one only steps aside.
  const old = `${folder}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
  await rename(part, folder);
  await rm(old, { recursive: true, force: true });
}
