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
