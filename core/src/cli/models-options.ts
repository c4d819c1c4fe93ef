import { z } from "zod";

const modelFormats = ["table", "json"] as const;

export const modelsOptions = z.object({
  format: z
    .enum(modelFormats, `must be one of ${modelFormats.join(", ")}`)
    .default("table")
    .meta({
      short: "f",
      value: "<format>",
      description: modelFormats.join(", "),
    }),
});
