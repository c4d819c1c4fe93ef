import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeTensors } from "whowrote/tensor-file";
import type { Tensors } from "whowrote/tensor";
import { writeModelCard } from "./model-card.ts";
import type { TrainedCheckpoint } from "./assemble-checkpoint.ts";

/** Writes a quick checkpoint with its model card. */
export async function writeCheckpoint(folder: string, trained: TrainedCheckpoint): Promise<void> {
  await writeCheckpointFolder(folder, trained, writeModelCard(trained.checkpoint));
}

/** Writes `checkpoint.json`, `weights.safetensors` and the model card. The folder is replaced as a whole. */
export async function writeCheckpointFolder(
  folder: string,
  { checkpoint, tensors }: { readonly checkpoint: object; readonly tensors: Tensors },
  modelCard: string,
): Promise<void> {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await writeFile(join(part, "checkpoint.json"), `${JSON.stringify(checkpoint, null, 1)}\n`);
  await writeFile(join(part, "weights.safetensors"), encodeTensors(tensors));
  await writeFile(join(part, "README.md"), modelCard);
  // Removing takes time in which a kill would leave half a checkpoint: the old one only steps aside.
  const old = `${folder}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
  await rename(part, folder);
  await rm(old, { recursive: true, force: true });
}
