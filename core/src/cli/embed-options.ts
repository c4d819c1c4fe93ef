import { z } from "zod";
import { encoderOptions } from "./encoder-options.ts";

const embedFormats = ["jsonl", "json"] as const;

export const embedOptions = z.object({
  ...encoderOptions,
  format: z
    .enum(embedFormats, `must be one of ${embedFormats.join(", ")}`)
    .default("jsonl")
    .meta({
      short: "f",
      value: "<format>",
      description: "jsonl: one object a line; json: one list",
    }),
  all: z.boolean().default(false).meta({
    description: "in folders, read also what is ignored, vendored, generated, minified or larger than 1 MB",
  }),
});
