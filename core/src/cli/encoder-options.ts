import { z } from "zod";
import { precisions } from "../encoder/encoder-graph.ts";
import { poolings } from "../encoder/pooling.ts";
import { judgeOptions } from "./scan-options.ts";

const oneOf = (values: readonly string[]): string => `must be one of ${values.join(", ")}`;
const threadCount = "must be a whole number from 1 to 256";
const tokenCount = "must be a whole number from 8 to 100000";
const needed = "must name an encoder: the folder of a checkpoint, or one that whowrote models pull fetched";

/** The encoder and how it makes a vector of a text: what `embed` and `compare` share. */
export const encoderOptions = {
  model: z.string(needed).min(1, needed).default("similarity").meta({
    value: "<name>",
    description: "folder of an encoder's checkpoint (Hugging Face layout), or the name of an installed or pulled one",
  }),
  pooling: z
    .enum(poolings, oneOf(poolings))
    .optional()
    .meta({
      value: "<kind>",
      description: `how a window's tokens become one vector: ${poolings.join(", ")}`,
      usually: "what the checkpoint says, else mean",
    }),
  normalize: z.boolean().default(true).meta({
    isOn: true,
    description: "give the vectors as they are, not of length 1",
  }),
  precision: z
    .enum(precisions, oneOf(precisions))
    .optional()
    .meta({
      value: "<kind>",
      description: `${precisions.join(" or ")}; int8 is about twice as fast and a little less exact`,
      usually: "as the checkpoint's weights are stored",
    }),
  maxTokens: z.coerce.number(tokenCount).int(tokenCount).min(8, tokenCount).max(100_000, tokenCount).optional().meta({
    value: "<n>",
    description: "length of a window; longer files are cut into several, and the vector is their mean",
    usually: "what the checkpoint says, else the longest that the encoder takes, at most 512",
  }),
  threads: z.coerce.number(threadCount).int(threadCount).min(1, threadCount).max(256, threadCount).optional().meta({
    value: "<n>",
    description: "threads that share the work",
    usually: "one per core",
  }),
  output: judgeOptions.output,
};
