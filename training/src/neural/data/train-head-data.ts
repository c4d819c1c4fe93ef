import type { Sample } from "../../dataset/sample.ts";
import type { Embeddings } from "./cached-embeddings.ts";
import { balancedWeights } from "./class-weights.ts";
import type { EmbeddingData } from "../course/embedding.ts";
import type { HeadKind } from "../head-kind.ts";
import type { HeadOptions, WindowWay } from "../options.ts";
import { splitValidation } from "./validation-split.ts";

/**
 * What a head learns from: windows, or files where it is to learn attention over their windows. Groups are learned from or
 * validated on, never both.
 * @param ways the judgements of files that are measured, each as "auroc <way>"; the other measures are of the best of them
 * @throws when a class is missing, or nothing is left to validate on
 */
export function splitHeadData(
  { vectors, width, texts }: Embeddings,
  samples: readonly Sample[],
  kind: HeadKind,
  options: HeadOptions,
  ways: readonly WindowWay[],
): EmbeddingData {
  const starts = ways.includes("attention") ? fileStarts(texts) : undefined;
  const files = starts ? starts.subarray(0, -1).map((window) => texts[window]!) : texts;
  const parts = splitValidation(samples, options.validation, options.seed);
  const rows = Int32Array.from(files.keys());
  const isValidation = (row: number): boolean => parts[files[row]!] === 1;
  const [training, validation] = [rows.filter((row) => !isValidation(row)), rows.filter(isValidation)];
  const sampleOf = (row: number): Sample => samples[files[row]!]!;
  const outputs = kind.define(1).outputs.length;
  const targets = new Float32Array(rows.length * outputs);
  for (const row of rows) targets.set(kind.targetOf(sampleOf(row)), row * outputs);
  const totals = new Float64Array(kind.classes);
  for (const row of training) totals[kind.classOf(sampleOf(row))]!++;
  if (totals.filter((total) => total > 0).length < 2 || validation.length === 0)
    throw new Error("The groups to learn from hold one class only, or none is left to validate on. Give more data.");
  const balanced = balancedWeights(totals);
  const weights = Float32Array.from(rows, (row) =>
    options.classWeights === "balanced" ? balanced[kind.classOf(sampleOf(row))]! : 1,
  );
  const judged = { samples: [...validation].map(sampleOf), files: [...validation].map((row) => files[row]!) };
  return {
    ...{ vectors, width, targets, outputs, weights, training, validation },
    ...(starts && { starts }),
    measure: (given) => measureWays(kind, given, judged, ways),
    best: kind.best,
  };
}

/** With which window each file begins, and the end; the windows of a file are neighbours. */
function fileStarts(texts: Int32Array): Int32Array {
  const firsts = [...texts.keys()].filter((window) => window === 0 || texts[window] !== texts[window - 1]);
  return Int32Array.from([...firsts, texts.length]);
}

function measureWays(
  kind: HeadKind,
  outputs: Float32Array,
  { samples, files }: { readonly samples: readonly Sample[]; readonly files: readonly number[] },
  ways: readonly WindowWay[],
): Record<string, number> {
  const measured = ways.map((way) => kind.measure(outputs, samples, files, way === "max" ? "max" : "mean"));
  const [best] = measured.toSorted((a, b) => b[kind.best]! - a[kind.best]!);
  if (!best) return kind.measure(outputs, samples, files, "mean");
  const byWay = ways.map((way, at) => [wayMeasure(way), measured[at]![kind.best]!] as const);
  return { ...best, ...Object.fromEntries(byWay) };
}

/** Under which name a way's AUROC goes. */
export function wayMeasure(way: WindowWay): string {
  return `auroc ${way}`;
}
