import type { Logistic } from "whowrote/classifier/logistic";
import { fitLogistic } from "../fit/logistic.ts";
import type { CrossFitRows } from "../train/cross-fit-trees.ts";

export interface LogisticFit {
  /** Fitted on all rows. */
  readonly classifier: Logistic;
  /** One score a row, from a classifier that never saw the row's fold. */
  readonly heldOutScores: Float32Array;
}

/**
 * Fits a logistic regression once without each fold, and once on all of them.
 * @param values row-major
 */
export function crossFitLogistic(
  values: Float32Array,
  { labels, weights, folds, foldCount }: CrossFitRows,
  ridge: number,
): LogisticFit {
  const columns = values.length / labels.length;
  const all = Uint32Array.from(labels, (_, row) => row);
  const fit = (rows: Uint32Array): Logistic => fitLogistic({ values, columns, labels, weights, rows }, ridge);
  const heldOutScores = new Float32Array(labels.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const classifier = fit(all.filter((row) => folds[row] !== fold));
    for (const row of all)
      if (folds[row] === fold)
        heldOutScores[row] = classifier.predict(values.subarray(row * columns, (row + 1) * columns));
  }
  return { classifier: fit(all), heldOutScores };
}
