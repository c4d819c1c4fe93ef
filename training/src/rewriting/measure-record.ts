import type { CodeEncoder } from "whowrote/node/encoder/code-encoder";
import { fewestRewrites } from "whowrote/rewriting/answer";
import { compareRewrites } from "whowrote/rewriting/compare-rewrites";
import type { MeasuredRewriting } from "./fit-rewriting.ts";
import type { RecordedRewrites } from "./recorded-rewrites.ts";

interface Hooks {
  readonly onProgress?: (stage: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface MeasuredRecord {
  readonly rows: readonly MeasuredRewriting[];
  readonly rewriters: readonly string[];
  readonly promptVersion: number;
  /** Rewrites that were asked for, of the text that most was asked of. */
  readonly rewrites: number;
}

/**
 * How near the rewrites of each text are to it. Texts with fewer than two rewrites are left out, as the detector abstains there.
 * @throws {Error} when the rows were asked for in different words
 */
export async function measureRecord(
  rows: readonly RecordedRewrites[],
  encoder: CodeEncoder,
  { onProgress, signal }: Hooks = {},
): Promise<MeasuredRecord> {
  const [version, ...others] = new Set(rows.map(({ promptVersion }) => promptVersion));
  if (version === undefined) throw new Error("The record is empty: make one with whowrote dataset rewrite.");
  if (others.length > 0)
    throw new Error(`The record mixes questions of versions ${[version, ...others].join(" and ")}: record it anew.`);
  const usable = rows.filter(({ rewrites }) => rewrites.length >= fewestRewrites);
  const measured: MeasuredRewriting[] = [];
  for (const { original, rewrites, language, label, group } of usable) {
    const texts = [original, ...rewrites.map(({ text }) => text)];
    const [vector, ...vectors] = await encoder.encode(texts, { signal });
    const { meanSimilarity } = compareRewrites(
      vector!,
      vectors.map((one, at) => ({ model: rewrites[at]!.model, vector: one })),
    );
    measured.push({ language, label, group, meanSimilarity });
    onProgress?.("compared", measured.length, usable.length);
  }
  return {
    rows: measured,
    rewriters: [...new Set(rows.flatMap(({ rewrites }) => rewrites.map(({ model }) => model)))].toSorted(),
    promptVersion: version,
    rewrites: Math.max(...rows.map(({ asked }) => asked)),
  };
}
