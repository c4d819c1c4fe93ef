import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encoderCheckpointSchema, type EncoderCheckpoint } from "whowrote/encoder-checkpoint";
import { exportFolder } from "whowrote/node/encoder/export-folder";
import { marks } from "whowrote/reading";
import { writeEncoderCard, type EncoderOrigin } from "./encoder-card.ts";

export interface EncoderRelease extends EncoderOrigin {
  /** What training wrote: an encoder's folder with head.safetensors. */
  readonly trained: string;
  readonly out: string;
  readonly version: string;
  readonly command: string;
  /** Its training_history.json, for the record. */
  readonly history: readonly object[];
}

/** Of a longer file so many windows are read. */
const mostWindows = 4;

/** Writes a trained encoder as a released checkpoint: weights in 8 bits, with what its folder does not say of itself. */
export async function releaseEncoder({
  trained,
  manifest,
  start,
  windowsLearned,
  out,
  version,
  command,
  history,
}: EncoderRelease): Promise<void> {
  const { windowTokens, options: shards } = manifest;
  const checkpoint: EncoderCheckpoint = encoderCheckpointSchema.parse({
    format: 1,
    kind: "encoder",
    name: "encoder",
    version,
    reading: "raw",
    marks,
    windowTokens,
    mostWindows,
    training: {
      command,
      folds: { foldCount: shards.foldCount, learnedFolds: shards.learnedFolds },
      options: { start, windowsLearned, shards, history },
    },
    metrics: {},
  });
  await rm(out, { recursive: true, force: true });
  await exportFolder(trained, out, "int8");
  // Not copied: PyTorch's writer lets nobody else read it.
  await writeFile(join(out, "head.safetensors"), await readFile(join(trained, "head.safetensors")));
  await rm(join(out, "training_history.json"), { force: true });
  await writeFile(join(out, "README.md"), writeEncoderCard(checkpoint, { start, windowsLearned, manifest }));
  await writeFile(join(out, "checkpoint.json"), `${JSON.stringify(checkpoint, null, 1)}\n`);
}
