import { readFileSync } from "node:fs";
import { binFeatures, type FeatureMatrix } from "@whowrote/training/fit/binned-features";
import type { TreeData } from "@whowrote/training/fit/tree-data";
import { areaUnderCurve } from "@whowrote/training/fit/validation-metric";
import type { Classifier } from "whowrote/classifier";

const lines = readFileSync(new URL("fixtures/breast-cancer-wisconsin.csv", import.meta.url), "utf8")
  .trim()
  .split("\n");
const cells = lines.slice(1).map((line) => line.split(",").map(Number));

const labels = Uint8Array.from(cells, (row) => row.at(-1)!);
const rowCount = cells.length;

/** Breast Cancer Wisconsin (Diagnostic): where it comes from stands in reference_sklearn.py. All features when left out. */
export function featureMatrix(features?: readonly number[]): FeatureMatrix {
  const chosen = features ?? Array.from(cells[0]!.slice(0, -1), (_, at) => at);
  return {
    rows: rowCount,
    columns: chosen.length,
    values: Float32Array.from(cells.flatMap((row) => chosen.map((at) => row[at]!))),
  };
}

export function rowOf(matrix: FeatureMatrix, row: number): Float32Array {
  return matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

export interface Quality {
  readonly auroc: number;
  readonly accuracy: number;
  readonly logLoss: number;
}

/** The pooled scores of five folds, row i in fold i mod 5, as reference_sklearn.py does it. */
export async function crossValidate(
  matrix: FeatureMatrix,
  fit: (data: TreeData) => Promise<Classifier>,
): Promise<Quality> {
  const features = binFeatures(matrix);
  const all = Uint32Array.from({ length: rowCount }, (_, row) => row);
  const scores = new Float64Array(rowCount);
  for (let fold = 0; fold < 5; fold++) {
    const classifier = await fit({ features, labels, rows: all.filter((row) => row % 5 !== fold) });
    for (const row of all) if (row % 5 === fold) scores[row] = classifier.predict(rowOf(matrix, row));
  }
  const right = scores.filter((score, row) => score > 0 === (labels[row] === 1)).length;
  const loss = scores.reduce((sum, score, row) => sum + Math.log1p(Math.exp(labels[row] ? -score : score)), 0);
  return {
    auroc: areaUnderCurve(
      scores.filter((_, row) => labels[row] === 1),
      scores.filter((_, row) => labels[row] === 0),
    ),
    accuracy: right / rowCount,
    logLoss: loss / rowCount,
  };
}
