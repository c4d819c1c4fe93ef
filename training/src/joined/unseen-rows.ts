import type { Sample } from "../dataset/sample.ts";
import { seededHash } from "../dataset/seeded-hash.ts";
import { foldsByKey, holdOutKey } from "../train/folds.ts";
import type { TrainingRows } from "../train/training-rows.ts";

/** How an encoder's training rows were told from those kept for a joiner; see `ShardOptions`. */
export interface EncoderFolds {
  readonly foldCount: number;
  readonly learnedFolds: readonly number[];
}

/**
 * Indices of the rows of which an encoder saw neither the code nor the group: at most `most`, ascending. Edited copies go
 * with the row that they were made from.
 */
export function findUnseenRows(
  { samples, edited }: Pick<TrainingRows, "samples" | "edited">,
  { foldCount, learnedFolds }: EncoderFolds,
  most: number,
  seed: number,
): number[] {
  const written = samples.filter((_, row) => !edited[row]);
  const folds = foldsByKey(written.map(holdOutKey), foldCount);
  const foldOfKey = new Map(written.map((sample, at) => [holdOutKey(sample), folds[at]!]));
  const learned = new Set(learnedFolds);
  const unseen = samples.flatMap((sample, row) => (learned.has(foldOfKey.get(holdOutKey(sample))!) ? [] : [row]));
  if (unseen.length <= most) return unseen;
  // By the hash of the id, a row and its copies are drawn together.
  const draw = (row: number): number => seededHash((samples[row] as Pick<Sample, "id">).id, seed);
  return unseen
    .toSorted((a, b) => draw(a) - draw(b) || a - b)
    .slice(0, most)
    .toSorted((a, b) => a - b);
}
