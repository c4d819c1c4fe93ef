import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadTokenizer } from "whowrote/node/load-tokenizer";
import { findMarkIds } from "whowrote/reading-tokens";
import { runInWorkers } from "../work-pool.ts";
import { planWindows, type WindowPlan } from "./plan-windows.ts";
import { readShardRows } from "./read-rows.ts";
import type { ShardOptions } from "./options.ts";
import type { ShardRow, ShardShared, ShardTask } from "./shard-worker.ts";

export interface ShardsPlan {
  readonly dataFolder: string;
  readonly tokenizerFolder: string;
  readonly outFolder: string;
}

/** What a trainer must know of the shards beside the tokens; `shards.json`. */
export interface ShardsManifest {
  readonly vocabularySize: number;
  readonly windowTokens: number;
  readonly special: { readonly start: number; readonly end: number; readonly pad: number; readonly mask: number };
  /** Entries of the vocabulary that stand for marks: of no use before this training. */
  readonly marks: readonly number[];
  /** Files in training order, and the file to validate on. */
  readonly shards: readonly string[];
  readonly validation: string;
  readonly options: ShardOptions;
}

/** Writes token shards in training order. Shards that are there already, made the same way, are kept. */
export async function writeShards(
  { dataFolder, tokenizerFolder, outFolder }: ShardsPlan,
  options: ShardOptions,
  {
    onProgress,
    signal,
  }: { onProgress: (stage: string, done: number, total: number) => void; signal?: AbortSignal | undefined },
): Promise<ShardsManifest> {
  const tokenizer = await loadTokenizer(tokenizerFolder);
  const { start, end, pad, mask } = tokenizer.special;
  if (start === undefined || end === undefined || mask === undefined)
    throw new Error(
      `The tokenizer in ${tokenizerFolder} lacks a start, end or mask token; an encoder needs all three.`,
    );
  const data = await readShardRows(dataFolder, options, (done, total) => onProgress("reading", done, total));
  const plans = planWindows(data, data.learned, options.windows, options);
  const validationPlans = planWindows(data, data.validation, options.validationWindows, {
    ...options,
    readings: { raw: 1, "without-comments": 0, "layout-free": 0, delexicalised: 0 },
    mixed: 0,
  });
  const parts = [validationPlans];
  for (let at = 0; at < plans.length; at += options.windowsPerShard)
    parts.push(plans.slice(at, at + options.windowsPerShard));
  const names = parts.map(
    (_, at) => `${at === 0 ? "validation" : `shard-${String(at - 1).padStart(4, "0")}`}.safetensors`,
  );
  const manifest: ShardsManifest = {
    vocabularySize: tokenizer.vocabularySize,
    windowTokens: options.windowTokens,
    special: { start, end, pad: pad ?? 0, mask },
    marks: [...findMarkIds(tokenizer).values()],
    shards: names.slice(1),
    validation: names[0]!,
    options,
  };
  await openShardFolder(outFolder, manifest);
  const missing = names.flatMap((name, at) => (existsSync(join(outFolder, name)) ? [] : [at]));
  let done = names.length - missing.length;
  onProgress("shards", done, names.length);
  await runInWorkers<ShardTask, Uint8Array>(
    new URL("./shard-worker.ts", import.meta.url),
    missing.map((at) => ({ plans: parts[at]!, rows: rowsOf(parts[at]!, data.rows) })),
    async (bytes, index) => {
      await writeWhole(join(outFolder, names[missing[index]!]!), bytes);
      onProgress("shards", ++done, names.length);
    },
    { workerData: { tokenizerFolder, most: options.windowTokens - 2 } satisfies ShardShared, signal },
  );
  return manifest;
}

/** Makes the folder, or goes on in one that was begun with the same options. */
async function openShardFolder(folder: string, manifest: ShardsManifest): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "shards.json");
  const wanted = `${JSON.stringify(manifest, null, 1)}\n`;
  const there = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  });
  if (there === wanted) return;
  if (there !== undefined)
    throw new Error(`${folder} holds shards made with other options. Name another folder, or delete that one.`);
  await writeWhole(file, new TextEncoder().encode(wanted));
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, bytes);
  await rename(part, file);
}

function rowsOf(plans: readonly WindowPlan[], rows: readonly ShardRow[]): Map<number, ShardRow> {
  const needed = plans.flatMap(({ row, mixWith }) => (mixWith ? [row, mixWith.row] : [row]));
  return new Map(needed.map((row) => [row, rows[row]!]));
}
