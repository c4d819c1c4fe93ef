import type { Tokenizer } from "whowrote/tokenizer";
import { cutWindows } from "whowrote/window";
import { countAround } from "whowrote/window/window-ids";
import { findLineStarts } from "whowrote/window/line-starts";
import { readSamples } from "../../dataset/read-samples.ts";
import type { Sample } from "../../dataset/sample.ts";
import { seededHash } from "../../dataset/seeded-hash.ts";
import { createChooser } from "../../train/choose-samples.ts";
import type { EncoderOptions } from "../options.ts";
import type { TokenWindows } from "./token-windows.ts";
import { splitValidation } from "./validation-split.ts";

type CutOptions = Pick<EncoderOptions, "seed" | "windowTokens" | "windowsPerFile" | "files" | "validation">;

/** Windows that know their files. */
type FileWindows = TokenWindows & Required<Pick<TokenWindows, "files" | "tasks">>;

/** Caps against data that repeats itself, as for the quick model. */
export const sampleCaps = { perGroup: 400, perCollection: 3000, perTask: 20 };

/** Reads a folder of datasets and cuts its files into windows; groups are learned from or validated on, never both. */
export async function readLabelledWindows(
  folder: string,
  tokenizer: Tokenizer,
  options: CutOptions,
): Promise<{ readonly training: FileWindows; readonly validation: FileWindows }> {
  const choose = createChooser(sampleCaps);
  const chosen: Sample[] = [];
  for await (const sample of readSamples(folder)) if (choose(sample)) chosen.push(sample);
  const samples = drawSamples(chosen, options);
  const parts = splitValidation(samples, options.validation, options.seed);
  const part = (isValidation: boolean): FileWindows =>
    cutSamples(
      samples.filter((_, at) => (parts[at] === 1) === isValidation),
      tokenizer,
      options,
    );
  return { training: part(false), validation: part(true) };
}

/** At most so many samples, decided by their ids, so that another sample's absence changes little. */
export function drawSamples(
  samples: readonly Sample[],
  { files = samples.length, seed }: Pick<CutOptions, "files" | "seed">,
): readonly Sample[] {
  if (files >= samples.length) return samples;
  const ranked = samples.map((sample) => ({ sample, place: seededHash(sample.id, seed) }));
  return ranked
    .toSorted((a, b) => a.place - b.place)
    .slice(0, files)
    .map(({ sample }) => sample);
}

function cutSamples(samples: readonly Sample[], tokenizer: Tokenizer, options: CutOptions): FileWindows {
  const tokens: Int32Array[] = [];
  const labels: number[] = [];
  const files: number[] = [];
  for (const [file, { code, label }] of samples.entries()) {
    const encoded = tokenizer.encode(code);
    const windows = cutWindows(encoded.ids.length, findLineStarts(code, encoded), {
      tokens: options.windowTokens,
      specialTokens: countAround(tokenizer.special),
      most: options.windowsPerFile,
    });
    for (const { start, end } of windows) {
      tokens.push(encoded.ids.subarray(start, end));
      labels.push(label === "ai" ? 1 : 0);
      files.push(file);
    }
  }
  const offsets = new Int32Array(tokens.length + 1);
  for (const [at, { length }] of tokens.entries()) offsets[at + 1] = offsets[at]! + length;
  const ids = new Int32Array(offsets[tokens.length]!);
  for (const [at, window] of tokens.entries()) ids.set(window, offsets[at]);
  const taskIds = new Map<string, number>();
  const tasks = samples.map(({ task, source }) => {
    if (task === undefined) return -1;
    const key = `${source} ${task}`;
    if (!taskIds.has(key)) taskIds.set(key, taskIds.size);
    return taskIds.get(key)!;
  });
  return {
    ...{ ids, offsets },
    labels: Float32Array.from(labels),
    files: Int32Array.from(files),
    tasks: Int32Array.from(files, (file) => tasks[file]!),
  };
}
