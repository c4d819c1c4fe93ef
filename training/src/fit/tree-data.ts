import type { BinnedFeatures } from "./binned-features.ts";

/** What trees are fitted on. */
export interface TreeData {
  readonly features: BinnedFeatures;
  /** One per row of `features`: 1 is "ai", 0 is "human". */
  readonly labels: Uint8Array;
  /** One per row of `features`; a row of weight 2 counts as two rows. All 1 when left out. */
  readonly weights?: Float32Array | undefined;
  /** The rows to fit on; all when left out. */
  readonly rows?: Uint32Array | undefined;
}

export interface FitProgress {
  readonly trees: number;
  readonly totalTrees: number;
  /** The early stopping metric after this many trees. */
  readonly validation?: number;
}

export interface FitHooks {
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The rows to fit on that weigh something. @throws when they lack a class or arrays do not fit together */
export function rowsToFit({ features, labels, weights, rows }: TreeData): Uint32Array {
  for (const [name, array] of Object.entries({ labels, weights }))
    if (array && array.length !== features.rows)
      throw new Error(`${array.length} ${name} came with ${features.rows} rows; give one per row.`);
  const chosen = rows ?? Uint32Array.from({ length: features.rows }, (_, row) => row);
  checkRows(chosen, features.rows);
  for (const row of chosen)
    if (weights && !(weights[row]! >= 0))
      throw new Error(`Row ${row} has the weight ${weights[row]}; a weight is 0 or more.`);
  const weighed = weights ? chosen.filter((row) => weights[row]! > 0) : chosen;
  for (const label of [0, 1])
    if (!weighed.some((row) => labels[row] === label))
      throw new Error(
        `None of the ${weighed.length} rows to fit has label ${label}; give rows of both classes with weights above 0.`,
      );
  return weighed;
}

/** @throws when a row does not exist or stands twice */
export function checkRows(rows: Uint32Array, rowCount: number): void {
  const seen = new Uint8Array(rowCount);
  for (const row of rows) {
    if (row >= rowCount) throw new Error(`Row ${row} was asked for, but there are ${rowCount} rows.`);
    if (seen[row]) throw new Error(`Row ${row} was listed twice; give it the weight 2 instead.`);
    seen[row] = 1;
  }
}

/** @throws for the first option whose rule does not hold */
export function checkOptions<Options extends object>(
  options: Options,
  rules: { readonly [name in keyof Options]?: readonly [holds: boolean, rule: string] },
): void {
  for (const [name, [holds, rule]] of Object.entries(rules) as [keyof Options & string, [boolean, string]][])
    if (!holds) throw new Error(`The option ${name} is ${String(options[name])}; it must be ${rule}.`);
}
