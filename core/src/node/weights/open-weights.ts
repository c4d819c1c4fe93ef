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
  const name = await findWeights(folder);
  const [, open] = formats.find(([one]) => one === name)!;
  return createWeightFile(await open(join(folder, name)));
}

/**
 * The file that a folder's weights are read from, or that names those they are in.
 * @throws when the folder cannot be read, or holds none
 */
export async function findWeights(folder: string): Promise<string> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`${folder} cannot be read. Name a checkpoint folder.`, { cause });
  });
  const name = weightFileNames.find((one) => files.includes(one));
  if (name === undefined)
    throw new Error(
      `${folder} holds no weights: none of ${weightFileNames.join(", ")}. Get the whole model with whowrote models pull.`,
    );
  return name;
}
