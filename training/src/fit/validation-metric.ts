import type { TreeData } from "./tree-data.ts";

export type ValidationMetric = "auroc" | "log-loss";

export interface ValidationValue {
  /** As people know it. */
  readonly shown: number;
  /** The same where more is better. */
  readonly quality: number;
}

/** How well scores (log-odds, one per row of the features) do on some rows. */
export const validationMetrics = {
  auroc: ({ labels }, rows, scores) => {
    const area = areaUnderCurve(
      Float64Array.from(
        rows.filter((row) => labels[row] === 1),
        (row) => scores[row]!,
      ),
      Float64Array.from(
        rows.filter((row) => labels[row] === 0),
        (row) => scores[row]!,
      ),
    );
    return { shown: area, quality: area };
  },
  "log-loss": ({ labels, weights }, rows, scores) => {
    let loss = 0;
    let total = 0;
    for (const row of rows) {
      const against = labels[row] === 1 ? -scores[row]! : scores[row]!;
      const weight = weights?.[row] ?? 1;
      loss += weight * (Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against))));
      total += weight;
    }
    return { shown: loss / total, quality: -loss / total };
  },
} satisfies Record<ValidationMetric, (data: TreeData, rows: Uint32Array, scores: Float64Array) => ValidationValue>;

/** The share of pairs in which the positive scores higher; ties count half (Mann & Whitney 1947). 0.5 without pairs. */
export function areaUnderCurve(positives: Float64Array, negatives: Float64Array): number {
  if (positives.length === 0 || negatives.length === 0) return 0.5;
  positives.sort();
  negatives.sort();
  let wins = 0;
  let below = 0;
  let notAbove = 0;
  for (const positive of positives) {
    while (below < negatives.length && negatives[below]! < positive) below++;
    while (notAbove < negatives.length && negatives[notAbove]! <= positive) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (positives.length * negatives.length);
}
