import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEncoderConfig } from "whowrote/encoder/parse-config";
import { createRandom } from "whowrote/random";
import { newEncoderConfig } from "@whowrote/training/neural/parameters/encoder-start";
import { encoderOptions } from "@whowrote/training/neural/options";
import type { TokenWindows } from "@whowrote/training/neural/data/token-windows";
import { createShard, encodeShard } from "@whowrote/training/shards/shard-file";
import { z } from "zod";

/** [PAD] [UNK] [CLS] [SEP] [MASK], then words w5 to w59. */
const special = { pad: 0, start: 2, end: 3, mask: 4 };
export const vocabularySize = 60;

const config = newEncoderConfig({ layers: 2, width: 32 }, { vocabularySize, pad: 0, positions: 64 });
export const definition = parseEncoderConfig(config, "the toy");

export function encoderOptionsWith(changes: Record<string, unknown>) {
  return z.object(encoderOptions).parse({ batch: 16, rate: 3e-3, buckets: 1, threads: 1, warmUp: 0, ...changes });
}

/** Windows that are each about one of six topics of nine words: AI writes of the odd ones. One word in five is of any topic. */
function toyWindows(count: number, seed: number): TokenWindows {
  const random = createRandom(seed);
  const draw = (options: number): number => Math.floor(random() * options);
  const windows = Array.from({ length: count }, (_, at) => {
    const label = at % 2;
    const topic = 2 * draw(3) + label;
    const ids = Int32Array.from({ length: 6 + draw(14) }, () => 5 + 9 * (random() < 0.8 ? topic : draw(6)) + draw(9));
    return { ids, label };
  });
  return createShard(windows);
}

export function toyData(count = 400) {
  return {
    training: toyWindows(count, 1),
    validation: toyWindows(120, 2),
    vocabularySize,
    special,
    isOrdered: true,
  };
}

/** A folder of shards and one with a tokenizer, as an encoder is trained from. */
export async function writeToyFolders(folder: string, windows = 320): Promise<{ shards: string; model: string }> {
  const shards = join(folder, "shards");
  const model = join(folder, "model");
  await mkdir(shards, { recursive: true });
  await mkdir(model, { recursive: true });
  const { training, validation } = toyData(windows);
  await writeFile(join(shards, "shard-0000.safetensors"), encodeShard(training));
  await writeFile(join(shards, "validation.safetensors"), encodeShard(validation));
  const manifest = {
    vocabularySize,
    special,
    marks: [],
    shards: ["shard-0000.safetensors"],
    validation: "validation.safetensors",
  };
  await writeFile(join(shards, "shards.json"), JSON.stringify(manifest));
  const words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ...Array.from({ length: 55 }, (_, at) => `w${at + 5}`)];
  await writeFile(join(model, "vocab.txt"), `${words.join("\n")}\n`);
  await writeFile(join(model, "config.json"), config);
  return { shards, model };
}

/** A dataset of texts of such words, with families of AI by topic: 1 alpha, 3 beta, 5 gamma. */
export async function writeToyDataset(folder: string, count: number): Promise<string> {
  const data = join(folder, "data");
  await mkdir(data, { recursive: true });
  const { ids, offsets, labels } = toyWindows(count, 3);
  const rows = Array.from(labels, (label, at) => {
    const words = Array.from(ids.subarray(offsets[at], offsets[at + 1]));
    const topics = words.map((word) => Math.floor((word - 5) / 9));
    const topic = [1, 3, 5].toSorted((a, b) => countOf(topics, b) - countOf(topics, a))[0]!;
    return {
      ...{ id: `toy-${at}`, code: words.map((word, place) => `w${word}${place % 5 === 4 ? "\n" : " "}`).join("") },
      ...{ language: "python", label: label === 1 ? "ai" : "human", source: "toy", group: `group ${at % 40}` },
      ...{ kind: "function", domain: "wild", task: `task ${at % 90}` },
      ...(label === 1 && { family: ["alpha", "beta", "gamma"][topic >> 1] }),
    };
  });
  await writeFile(join(data, "toy.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
  return data;
}

function countOf(items: readonly number[], wanted: number): number {
  return items.filter((item) => item === wanted).length;
}
