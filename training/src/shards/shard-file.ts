import { readFile } from "node:fs/promises";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";
import type { TrainingWindow } from "./make-window.ts";

/** Windows of tokens in training order, special tokens left out. */
export interface Shard {
  /** All tokens, window after window. */
  readonly ids: Uint16Array | Int32Array;
  /** One more than there are windows: where each begins in `ids`, and the end. */
  readonly offsets: Int32Array;
  /** The share of AI tokens, one number a window. */
  readonly labels: Float32Array;
}

export function createShard(windows: readonly TrainingWindow[]): Shard {
  const offsets = new Int32Array(windows.length + 1);
  for (const [at, { ids }] of windows.entries()) offsets[at + 1] = offsets[at]! + ids.length;
  const ids = new Int32Array(offsets[windows.length]!);
  for (const [at, window] of windows.entries()) ids.set(window.ids, offsets[at]);
  return { ids, offsets, labels: Float32Array.from(windows, ({ label }) => label) };
}

export function encodeShard({ ids, offsets, labels }: Shard): Uint8Array {
  return encodeTensors({
    ids: { shape: [ids.length], data: ids },
    offsets: { shape: [offsets.length], data: offsets },
    labels: { shape: [labels.length], data: labels },
  });
}

/** @throws when the file is no whole shard */
export async function readShard(file: string): Promise<Shard> {
  const { ids, offsets, labels } = decodeTensors(await readFile(file)).tensors;
  if (
    !ids ||
    !offsets ||
    !labels ||
    offsets.data.length !== labels.data.length + 1 ||
    offsets.data.at(-1) !== ids.data.length
  )
    throw new Error(
      `${file} is no token shard: it needs ids, offsets (one more than labels) and labels. Write it again with whowrote train shards.`,
    );
  return { ids: ids.data as Int32Array, offsets: offsets.data as Int32Array, labels: labels.data as Float32Array };
}
