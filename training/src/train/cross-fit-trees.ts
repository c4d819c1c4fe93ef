import type { TreeClassifier } from "whowrote/classifier";
import { binFeatures } from "../fit/binned-features.ts";
import type { TreeData } from "../fit/tree-data.ts";
import type { TrainingRows } from "./training-rows.ts";

export interface TreeFit {
  /** Fitted on all rows. */
  readonly classifier: TreeClassifier;
  /** One score a row, from a classifier that never saw the row's fold. */
  readonly heldOutScores: Float32Array;
}

export type CrossFitRows = Pick<TrainingRows, "labels" | "weights" | "folds" | "foldCount">;

/**
 * Fits trees once without each fold, and once on all of them.
 * @param values row-major
 */
export async function crossFitTrees(
  values: Float32Array,
  { labels, weights, folds, foldCount }: CrossFitRows,
  fit: (data: TreeData) => Promise<TreeClassifier>,
  onProgress: (done: number, total: number) => void,
): Promise<TreeFit> {
  const columns = values.length / labels.length;
  const features = binFeatures({ rows: labels.length, columns, values });
  const all = Uint32Array.from(labels, (_, row) => row);
  const heldOutScores = new Float32Array(labels.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const classifier = await fit({ features, labels, weights, rows: all.filter((row) => folds[row] !== fold) });
    for (const row of all)
      if (folds[row] === fold)
        heldOutScores[row] = classifier.predict(values.subarray(row * columns, (row + 1) * columns));
    onProgress(fold + 1, foldCount + 1);
  }
  const classifier = await fit({ features, labels, weights, rows: all });
  onProgress(foldCount + 1, foldCount + 1);
  return { classifier, heldOutScores };
}
