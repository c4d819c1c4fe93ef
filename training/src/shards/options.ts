import { z } from "zod";
import { readingIds } from "whowrote/reading";
import { chooseSchema, weightsSchema } from "../train/options.ts";

/** Everything that decides what is in the token shards, beside the data and the tokenizer. */
export const shardOptionsSchema = z.strictObject({
  seed: z.int().default(1),
  foldCount: z.int().min(2).max(20).default(5),
  /** The folds that are learned from. The others are left for the joiner, which needs scores of code never seen. */
  learnedFolds: z.array(z.int().nonnegative()).min(1).default([0, 1, 2]),
  /** Share of the learned groups that is kept for validation. */
  validation: z.number().min(0).max(0.5).default(0.04),
  validationWindows: z.int().nonnegative().default(3000),
  windows: z.int().positive().default(250_000),
  windowsPerShard: z.int().positive().default(5000),
  /** Tokens of a window, the two special ones among them. */
  windowTokens: z.int().min(16).default(192),
  choose: chooseSchema.prefault({}),
  weights: weightsSchema.prefault({ kindWeight: { file: 1, function: 1, exercise: 0.4 }, edited: 1 }),
  /** How often each reading is taken. */
  readings: z
    .record(z.enum(readingIds), z.number().nonnegative())
    .default({ raw: 0.6, "without-comments": 0.2, "layout-free": 0.1, delexicalised: 0.1 }),
  /** Share of the windows that begin at the beginning of the file. */
  fromBeginning: z.number().min(0).max(1).default(0.35),
  /** Share of the windows that go on with code of the other label; theirs is the share of AI tokens. */
  mixed: z.number().min(0).max(1).default(0.06),
});

export type ShardOptions = z.infer<typeof shardOptionsSchema>;
