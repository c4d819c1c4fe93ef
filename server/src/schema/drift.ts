import { z } from "@hono/zod-openapi";
import type { Drift } from "../monitoring.ts";
import { language } from "./code.ts";

const share = z.number().min(0).max(1);

const drift = z
  .object({
    week: z.iso.date().openapi({ description: "Its Monday, UTC." }),
    language,
    model_version: z.string(),
    of: z.string().openapi({ description: "`probability`, or the signal.", example: "probability" }),
    n: z.int().min(0).openapi({ description: "Predictions of the week; for a signal, those of the sample." }),
    level: z.enum(["too-few", "no-reference", "steady", "warning", "alarm"]),
    reading: z.string().openapi({ description: "In plain words." }),
    stability_index: z.number().optional().openapi({
      description: "Population stability index against the code held out of training: 0.1 warns, 0.25 alarms.",
    }),
    kolmogorov_smirnov: z
      .object({
        distance: share,
        chance: share.openapi({ description: "How often chance alone makes a distance as large." }),
      })
      .optional()
      .openapi({ description: "Two-sample test against the same; binned, so the distance is at most the true one." }),
    nearest_mix: z
      .object({ ai: share, stability_index: z.number() })
      .optional()
      .openapi({ description: "The mix of people's and AI code held out of training that comes nearest." }),
    intervals: z
      .array(z.object({ from: z.number().nullable(), to: z.number().nullable(), seen: share, expected: share }))
      .optional()
      .openapi({ description: "Shares of what was seen and what was expected." }),
  })
  .openapi("Drift");

export const driftReport = z
  .object({ drift: z.array(drift).openapi({ description: "Newest week first; this week and the four before." }) })
  .openapi("DriftReport");

export function toWireDrift({ week, language: id, version, of, n, level, reading, measured }: Drift) {
  return {
    ...{ week, language: id, model_version: version, of, n, level, reading },
    ...(measured && {
      stability_index: measured.stability,
      kolmogorov_smirnov: measured.kolmogorovSmirnov,
      nearest_mix: { ai: measured.nearestMix.ai, stability_index: measured.nearestMix.stability },
      intervals: measured.intervals.map(({ from, to, seen, expected }) => ({ from, to, seen, expected })),
    }),
  };
}
