import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CalibrationCell } from "whowrote/calibration";
import { kindOfCheckpoint, parseCheckpoint, parseCheckpointAs } from "whowrote/checkpoint";
import { createJoiner, joinedCheckpointSchema } from "whowrote/joined-checkpoint";
import type { LanguageId } from "whowrote/language";
import { createQuickModel } from "whowrote/quick-model";
import { decodeTensors } from "whowrote/tensor-file";
import { readQuartiles, type SignalQuartiles } from "../monitoring/signal-quartiles.ts";

interface Metric {
  readonly value: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  readonly humans: number;
  readonly ais: number;
}

/** A checkpoint that can judge, as its folder says. */
export interface VersionFolder {
  /** Absolute; not for callers. */
  readonly path: string;
  readonly kind: "quick" | "joined";
  readonly name: string;
  readonly version: string;
  /** SHA-256 in hex of `checkpoint.json` and the weights: thresholds are part of what it says. */
  readonly fingerprint: string;
  /** Of all its files, and of those of the checkpoints it joins. */
  readonly bytes: number;
  readonly languages: readonly LanguageId[];
  readonly trainedOn: { readonly human: number; readonly ai: number };
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly calibration: readonly CalibrationCell[];
  /** Of the watched signals. */
  readonly quartiles: readonly SignalQuartiles[];
}

/** A folder that holds a checkpoint.json which cannot be used. */
export interface BrokenFolder {
  readonly path: string;
  /** Of the folder. */
  readonly name: string;
  /** In words that name no path. */
  readonly problem: string;
}

export type FoundFolder = VersionFolder | BrokenFolder;

export const isBroken = (found: FoundFolder): found is BrokenFolder => "problem" in found;

/** Reads one checkpoint folder; undefined when it holds none, or one that is only a part of others. */
export async function readVersionFolder(path: string, name: string): Promise<FoundFolder | undefined> {
  const json = await readFile(join(path, "checkpoint.json"), "utf8").catch(() => undefined);
  // What tells languages is no model version.
  if (json === undefined || /"name": ?"language-identifier"/.test(json)) return undefined;
  try {
    const kind = kindOfCheckpoint(json, "checkpoint.json");
    if (kind === "encoder" || kind === "similarity") return undefined;
    return await (kind === "quick" ? readQuick(path, json) : readJoined(path, json));
  } catch (error) {
    const problem = (error as Error).message.replaceAll(join(dirname(path), "/"), "");
    return { path, name, problem };
  }
}

async function readQuick(path: string, json: string): Promise<VersionFolder> {
  const weights = await readWeights(path);
  const checkpoint = parseCheckpoint(json, "checkpoint.json");
  const quartiles = readQuartiles(createQuickModel(checkpoint, decodeTensors(weights).tensors));
  return { ...(await describe(path, json, weights)), ...pick(checkpoint), kind: "quick", quartiles };
}

async function readJoined(path: string, json: string): Promise<VersionFolder> {
  const weights = await readWeights(path);
  const checkpoint = parseCheckpointAs(joinedCheckpointSchema, json, "checkpoint.json");
  createJoiner(checkpoint, decodeTensors(weights).tensors);
  const beside = (folder: string) => join(dirname(path), folder);
  await stat(join(beside(checkpoint.encoder.folder), "checkpoint.json")).catch((cause: unknown) => {
    throw new Error(`It judges with the encoder ${checkpoint.encoder.folder}, which is not beside it. Put it there.`, {
      cause,
    });
  });
  const quick = await readVersionFolder(beside(checkpoint.quick.folder), checkpoint.quick.folder);
  if (!quick || isBroken(quick) || quick.kind !== "quick")
    throw new Error(
      `It judges with the checkpoint ${checkpoint.quick.folder}, which is ${quick ? "broken" : "not beside it"}. ` +
        "Restore models/ from the release.",
    );
  const own = await describe(path, json, weights);
  return {
    ...own,
    bytes: own.bytes + quick.bytes + (await sizeOf(beside(checkpoint.encoder.folder))),
    ...pick(checkpoint),
    kind: "joined",
    quartiles: quick.quartiles,
  };
}

async function readWeights(path: string): Promise<Uint8Array> {
  return readFile(join(path, "weights.safetensors")).catch((cause: unknown) => {
    throw new Error("weights.safetensors cannot be read. Restore the checkpoint folder from the release.", { cause });
  });
}

function pick(checkpoint: {
  readonly name: string;
  readonly version: string;
  readonly languages: readonly LanguageId[];
  readonly training: { readonly rows: VersionFolder["trainedOn"] };
  readonly metrics: VersionFolder["metrics"];
  readonly calibration: readonly CalibrationCell[];
}) {
  const { name, version, languages, training, metrics, calibration } = checkpoint;
  return { name, version, languages, trainedOn: training.rows, metrics, calibration };
}

async function describe(path: string, json: string, weights: Uint8Array) {
  const fingerprint = createHash("sha256").update(json).update(weights).digest("hex");
  return { path, fingerprint, bytes: await sizeOf(path) };
}

/** Bytes of the files in a folder. */
async function sizeOf(path: string): Promise<number> {
  const files = await readdir(path);
  // A link that leads nowhere has no size.
  const sizes = await Promise.all(files.map(async (file) => stat(join(path, file)).catch(() => ({ size: 0 }))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
