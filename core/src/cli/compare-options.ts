import { z } from "zod";
import { encoderOptions } from "./encoder-options.ts";

const compareFormats = ["text", "json"] as const;

export const compareOptions = z.object({
  ...encoderOptions,
  format: z
    .enum(compareFormats, `must be one of ${compareFormats.join(", ")}`)
    .default("text")
    .meta({
      short: "f",
      value: "<format>",
      description: compareFormats.join(", "),
    }),
});
