import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { openSafetensors } from "./safetensors.ts";
import { openShards } from "./shards.ts";
import { openTorchFile } from "./torch-file.ts";
import { createWeightFile, type RawWeights, type WeightFile } from "./weight-file.ts";

/** What a checkpoint folder may hold, the best first: safetensors needs no pickle. */
const formats: readonly (readonly [name: string, open: (path: string) => Promise<RawWeights>])[] = [
  ["model.safetensors", openSafetensors],
  ["model.safetensors.index.json", (path) => openShards(path, openSafetensors)],
  ["pytorch_model.bin", openTorchFile],
  ["pytorch_model.bin.index.json", (path) => openShards(path, openTorchFile)],
];

export const weightFileNames: readonly string[] = formats.map(([name]) => name);

/**
 * Opens the weights of a Hugging Face checkpoint folder. Only names, types and shapes are read.
 * @throws when the folder holds none, or they are broken, hostile, or not of tensors alone
 */
export async function openWeights(folder: string): Promise<WeightFile> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`${folder} cannot be read. Name a checkpoint folder.`, { cause });
  });
  const format = formats.find(([name]) => files.includes(name));
  if (format === undefined)
    throw new Error(
      `${folder} holds no weights: none of ${weightFileNames.join(", ")}. Get the whole model with whowrote models pull.`,
    );
  const [name, open] = format;
  return createWeightFile(await open(join(folder, name)));
}
