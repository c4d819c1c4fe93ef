import { z } from "zod";
import { narrateOptions } from "./narrate-options.ts";
import { rewriteOptions } from "./rewrite-options.ts";
import { judgeOptions } from "./scan-options.ts";

export const explainFormats = ["text", "html", "json"] as const;
export type ExplainFormat = (typeof explainFormats)[number];

const count = "must be a whole number from 1 to 1000";

export const explainOptions = z.object({
  format: z
    .enum(explainFormats, `must be one of ${explainFormats.join(", ")}`)
    .default("text")
    .meta({
      short: "f",
      value: "<format>",
      description: explainFormats.join(", "),
    }),
  signals: z.coerce.number(count).int(count).min(1, count).max(1000, count).default(20).meta({
    value: "<n>",
    description: "how many of the strongest signals to show (json gives all)",
  }),
  ...judgeOptions,
  ...narrateOptions,
  ...rewriteOptions,
});
