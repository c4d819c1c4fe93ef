import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { hashFile } from "../node/hash-file.ts";
import { readInstalledModel, type ModelSummary } from "../node/installed-models.ts";

/** What a report says of the checkpoint that answered. */
export interface ModelFacts {
  /** Of its folder. */
  readonly name: string;
  /** Name and version, where the checkpoint tells. */
  readonly title: string;
  readonly trainedOn?: ModelSummary["trainedOn"];
  readonly metrics: ModelSummary["metrics"];
}

/** A file of a checkpoint with its SHA-256, in hexadecimal digits. */
export interface Fingerprint {
  readonly file: string;
  readonly sha256: string;
}

/** What the checkpoint in a folder says of itself; nothing of one that cannot be read, which the detector will refuse. */
export async function readModelFacts(folder: string): Promise<ModelFacts> {
  const name = basename(folder);
  const summary = (await readInstalledModel(dirname(folder), name))?.summary;
  return {
    name,
    title: summary?.title ?? name,
    ...(summary?.trainedOn && { trainedOn: summary.trainedOn }),
    metrics: summary?.metrics ?? {},
  };
}

/** What tells this checkpoint from any other: its thresholds and its learned numbers. */
export async function fingerprintModel(folder: string): Promise<readonly Fingerprint[]> {
  const files = ["checkpoint.json", "weights.safetensors"].filter((file) => existsSync(join(folder, file)));
  return Promise.all(files.map(async (file) => ({ file, sha256: await hashFile(join(folder, file)) })));
}
