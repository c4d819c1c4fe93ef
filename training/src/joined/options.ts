import { z } from "zod";
import { boostedTreesSchema } from "../train/options.ts";

/** What decides how the quick detectors and an encoder are joined, beside the data and their checkpoints. */
export const joinedOptionsSchema = z.strictObject({
  seed: z.int().default(1),
  /** Folds of the joiner's own cross-fitting, on which it is calibrated. */
  foldCount: z.int().min(2).max(20).default(5),
  /** At most so many rows are read by the encoder, which takes some milliseconds for each. */
  rows: z.int().positive().default(60_000),
  trees: boostedTreesSchema.prefault({
    trees: 300,
    learningRate: 0.04,
    maxLeaves: 15,
    columnSample: 0.5,
    lambda: 20,
    minChildWeight: 20,
  }),
});

export type JoinedOptions = z.infer<typeof joinedOptionsSchema>;
