import { readFile } from "node:fs/promises";
import { z } from "zod";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";
import type { Tensors } from "whowrote/tensor";
import { writeWhole } from "./write-whole.ts";

const entrySchema = z.strictObject({
  step: z.int(),
  epoch: z.number(),
  loss: z.number(),
  learningRate: z.number(),
  tokensPerSecond: z.number(),
  metrics: z.record(z.string(), z.number()),
});

const placeSchema = z.strictObject({
  /** Changes with everything that decides the run: options, data, starting weights. */
  fingerprint: z.string(),
  /** Index of the stage that goes on, and steps done in it. */
  stage: z.int().nonnegative(),
  stageStep: z.int().nonnegative(),
  /** Steps done in all stages. */
  step: z.int().nonnegative(),
  /** Epochs done in the stages before. */
  epoch: z.int().nonnegative(),
  /** Training loss since the last evaluation. */
  lossSum: z.number(),
  lossSteps: z.int(),
  history: z.array(entrySchema),
  best: z.strictObject({ step: z.int(), value: z.number(), waited: z.int() }).optional(),
});

/**
 * Where a run stands. Everything random in it is drawn from the seed and the numbers of the step and the epoch, so these
 * are the whole state of its chance.
 */
export type RunPlace = z.infer<typeof placeSchema>;

export interface SavedRun {
  readonly place: RunPlace;
  /** By name: the parameters, and with the prefixes `mean:` and `square:` AdamW's moments of those that move. */
  readonly tensors: Tensors;
}

/** A kill at any time leaves the run before or this one. */
export async function saveRun(path: string, { place, tensors }: SavedRun): Promise<void> {
  await writeWhole(path, encodeTensors(tensors, { run: JSON.stringify(place) }));
}

/**
 * The run that was stopped, or undefined when none was begun.
 * @throws when another run was begun there, or the file cannot be read
 */
export async function readSavedRun(path: string, fingerprint: string): Promise<SavedRun | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { place, tensors } = decode(path, bytes);
  if (place.fingerprint !== fingerprint)
    throw new Error(
      `${path} is of a run with other options, data or starting weights. Name another folder, or delete that file to begin anew.`,
    );
  return { place, tensors };
}

function decode(path: string, bytes: Uint8Array): SavedRun {
  try {
    const { tensors, metadata } = decodeTensors(bytes);
    return { place: placeSchema.parse(JSON.parse(metadata["run"] ?? "null")), tensors };
  } catch (cause) {
    throw new Error(`${path} is not the state of a stopped run. Delete it to begin anew.`, { cause });
  }
}
