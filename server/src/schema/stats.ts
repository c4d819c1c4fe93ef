import { z } from "@hono/zod-openapi";
import { language } from "./code.ts";
import { verdict } from "./prediction.ts";
import { predictionFilter } from "./predictions.ts";
import { statisticDimensions } from "../storage/statistics.ts";

const dimension = z.enum(statisticDimensions);

export const statsQuery = predictionFilter.extend({
  by: z
    .string()
    .optional()
    .transform((names) => (names === undefined ? ["verdict" as const] : names.split(",").map((name) => name.trim())))
    .pipe(z.array(dimension).max(statisticDimensions.length))
    .openapi({
      type: "string",
      description: `What to count by, separated by commas: ${statisticDimensions.join(", ")}. Days are of UTC.`,
      example: "language,verdict",
    }),
});

export const stats = z
  .object({
    predictions: z
      .array(
        z.object({
          verdict: verdict.optional(),
          language: language.optional(),
          model_version: z.string().optional(),
          day: z.iso.date().optional(),
          count: z.int().min(0),
          mean_probability: z.number().min(0).max(1).nullable(),
          mean_latency_ms: z.number().min(0),
        }),
      )
      .openapi({ description: "One row for each combination of what was asked for that occurs." }),
    alarms: z
      .array(
        z.object({
          week: z.iso.date().openapi({ description: "Its Monday, UTC." }),
          language,
          model_version: z.string(),
          of: z.string().openapi({ description: "`probability`, or the signal.", example: "probability" }),
          level: z.enum(["warning", "alarm"]),
          predictions: z.int().min(0),
          reading: z.string().openapi({ description: "What is going on, in plain words." }),
        }),
      )
      .openapi({
        description: "Where what came in this week or last is no longer like what the models were trained on.",
      }),
  })
  .openapi("Stats");
