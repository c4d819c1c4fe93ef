import { z } from "zod";
import { narrateOptions } from "./narrate-options.ts";
import { rewriteOptions } from "./rewrite-options.ts";
import { judgeOptions, scanOptions } from "./scan-options.ts";

export const reportFormats = ["text", "markdown", "html", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

const count = "must be a whole number from 0 to 1000";

export const reportOptions = z.object({
  format: z
    .enum(reportFormats, `must be one of ${reportFormats.join(", ")}`)
    .default("text")
    .meta({ short: "f", value: "<format>", description: reportFormats.join(", ") }),
  details: z.coerce.number(count).int(count).min(0, count).max(1000, count).default(10).meta({
    value: "<n>",
    description:
      "of a folder, explain at most so many files that are judged ai, those with the fewest false alarms first",
  }),
  date: z.iso.date("must be a date such as 2026-11-21").optional().meta({
    value: "<date>",
    description: "date that the report bears",
    usually: "today, UTC",
  }),
  all: scanOptions.shape.all,
  ...judgeOptions,
  jobs: scanOptions.shape.jobs,
  timeLimit: scanOptions.shape.timeLimit,
  ...narrateOptions,
  ...rewriteOptions,
});

export type ReportSettings = z.infer<typeof reportOptions>;
