import { z } from "zod";

/** What decides how the quick detectors and an encoder are joined, beside the data and their checkpoints. */
export const joinedOptionsSchema = z.strictObject({
  seed: z.int().default(1),
  /** Folds of the joiner's own cross-fitting, on which it is calibrated. */
  foldCount: z.int().min(2).max(20).default(5),
  /** At most so many rows are read by the encoder, which takes some milliseconds for each. */
  rows: z.int().positive().default(30_000),
  /** Strength of the joiner's L2 penalty, see fit/logistic.ts. */
  ridge: z.number().nonnegative().default(0.04),
});

export type JoinedOptions = z.infer<typeof joinedOptionsSchema>;
