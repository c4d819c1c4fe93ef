import { findDatasetFiles, readSamples } from "../dataset/read-samples.ts";
import type { Sample } from "../dataset/sample.ts";
import { seededHash } from "../dataset/seeded-hash.ts";
import { createChooser } from "../train/choose-samples.ts";
import { foldsByKey, holdOutKey } from "../train/folds.ts";
import { balanceWeights, codeKind } from "../train/weights.ts";
import type { ShardOptions } from "./options.ts";
import type { PlannedRows } from "./plan-windows.ts";
import type { ShardRow } from "./shard-worker.ts";

export interface ShardRows extends PlannedRows {
  readonly rows: readonly ShardRow[];
  /** Indices of the rows that are learned from. */
  readonly learned: readonly number[];
  /** Indices of rows of real projects, of groups that are not learned from. */
  readonly validation: readonly number[];
}

/** Reads a folder of datasets and deals its groups out: learned from, validated on, left for the joiner. */
export async function readShardRows(
  folder: string,
  options: ShardOptions,
  onFile: (done: number, total: number) => void,
): Promise<ShardRows> {
  const choose = createChooser(options.choose);
  const samples: Omit<Sample, "code">[] = [];
  const rows: ShardRow[] = [];
  const paths = await findDatasetFiles(folder);
  for (const [at, path] of paths.entries()) {
    for await (const sample of readSamples(path)) {
      if (!choose(sample)) continue;
      const { code, ...facts } = sample;
      samples.push(facts);
      rows.push({ text: code, language: sample.language, path: sample.path, label: sample.label === "ai" ? 1 : 0 });
    }
    onFile(at + 1, paths.length);
  }
  const folds = foldsByKey(samples.map(holdOutKey), options.foldCount);
  const learnedFolds = new Set(options.learnedFolds);
  const isKept = (group: string) => seededHash(group, options.seed) < options.validation * 2 ** 32;
  const all = samples.flatMap((sample, row) => (learnedFolds.has(folds[row]!) ? [{ sample, row }] : []));
  return {
    rows,
    labels: Uint8Array.from(rows, ({ label }) => label),
    languages: rows.map(({ language }) => language),
    weights: balanceWeights(samples, new Uint8Array(samples.length), options.weights),
    learned: all.flatMap(({ sample, row }) => (isKept(sample.group) ? [] : [row])),
    validation: all.flatMap(({ sample, row }) =>
      isKept(sample.group) && codeKind(sample) !== "exercise" ? [row] : [],
    ),
  };
}
