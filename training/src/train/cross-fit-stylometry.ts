import type { Checkpoint } from "whowrote/checkpoint";
import type { Classifier } from "whowrote/classifier";
import { languageIds } from "whowrote/language";
import { fitForest } from "../fit/forest.ts";
import { crossFitBoostedTrees, type BoostedTreesHooks } from "./cross-fit-boosted-trees.ts";
import { crossFitTrees } from "./cross-fit-trees.ts";
import type { QuickOptions } from "./options.ts";
import type { TrainingRows } from "./training-rows.ts";

export interface StylometryFit {
  readonly settings: Checkpoint["stylometry"];
  /** By tensor prefix: "" for all languages, or "python." and so on. */
  readonly classifiers: ReadonlyMap<string, Classifier>;
  readonly heldOutScores: Float32Array;
}

/** Fits signals to labels: one set of boosted trees for all languages, or a balanced random forest for each. */
export async function crossFitStylometry(
  signals: Float32Array,
  rows: TrainingRows,
  { stylometry, seed }: Pick<QuickOptions, "stylometry" | "seed">,
  hooks: BoostedTreesHooks,
): Promise<StylometryFit> {
  if (stylometry.kind === "forest") return crossFitForests(signals, rows, stylometry.forest, seed, hooks);
  const { classifier, heldOutScores } = await crossFitBoostedTrees(
    signals,
    rows,
    { ...stylometry.boostedTrees, seed },
    hooks,
  );
  return {
    settings: { kind: "boosted-trees", scope: "all-languages" },
    classifiers: new Map([["", classifier]]),
    heldOutScores,
  };
}

async function crossFitForests(
  signals: Float32Array,
  rows: TrainingRows,
  options: QuickOptions["stylometry"]["forest"],
  seed: number,
  { onProgress, signal }: BoostedTreesHooks,
): Promise<StylometryFit> {
  const columns = signals.length / rows.labels.length;
  const classifiers = new Map<string, Classifier>();
  const heldOutScores = new Float32Array(rows.labels.length);
  for (const [at, language] of languageIds.entries()) {
    const own = Uint32Array.from(rows.samples.flatMap((sample, row) => (sample.language === language ? [row] : [])));
    if (own.length === 0) throw new Error(`The data has no ${language}; a forest per language needs rows of each.`);
    const values = new Float32Array(own.length * columns);
    for (const [position, row] of own.entries())
      values.set(signals.subarray(row * columns, (row + 1) * columns), position * columns);
    const fit = await crossFitTrees(
      values,
      {
        labels: Uint8Array.from(own, (row) => rows.labels[row]!),
        weights: Float32Array.from(own, (row) => rows.weights[row]!),
        folds: Uint8Array.from(own, (row) => rows.folds[row]!),
        foldCount: rows.foldCount,
      },
      (data) => fitForest(data, { ...options, seed }, { signal }),
      (done, total) => onProgress(at * total + done, languageIds.length * total),
    );
    classifiers.set(`${language}.`, fit.classifier);
    for (const [position, row] of own.entries()) heldOutScores[row] = fit.heldOutScores[position]!;
  }
  return { settings: { kind: "forest", scope: "per-language" }, classifiers, heldOutScores };
}
