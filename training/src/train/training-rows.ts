import type { Sample } from "../dataset/sample.ts";

/** What is known of the rows beside what was measured on them. Arrays have one entry per row. */
export interface TrainingRows {
  /** The sample without its code. */
  readonly samples: readonly Omit<Sample, "code">[];
  /** 1 is "ai". */
  readonly labels: Uint8Array;
  readonly weights: Float32Array;
  /** Equal numbers belong to one group. */
  readonly groups: Uint32Array;
  /** Which fold holds the row out. */
  readonly folds: Uint8Array;
  readonly foldCount: number;
  /** 1 for rows made by an edit: they are learned from, never measured on. */
  readonly edited: Uint8Array;
}

/** The facts of some rows, in that order; their folds are left out, because a part is dealt out anew. */
export function selectRows(
  { samples, labels, edited }: TrainingRows,
  chosen: readonly number[],
): Pick<TrainingRows, "samples" | "labels" | "edited"> {
  return {
    samples: chosen.map((row) => samples[row]!),
    labels: Uint8Array.from(chosen, (row) => labels[row]!),
    edited: Uint8Array.from(chosen, (row) => edited[row]!),
  };
}
