import { z } from "@hono/zod-openapi";
import { language } from "./code.ts";
import { verdict, type Prediction } from "./prediction.ts";

const riskLevels = ["low", "medium", "high", "unknown"] as const;

export type RiskLevel = (typeof riskLevels)[number];

/**
 * How far to act on a verdict. `high` is the verdict `ai`, and nothing else is: so at most the accepted share of people's
 * code gets there. The probability only tells apart what has no such evidence.
 */
export function riskLevelOf({ verdict: said, probability }: Pick<Prediction, "verdict" | "probability">): RiskLevel {
  if (probability === null) return "unknown";
  if (said === "ai") return "high";
  return said === "uncertain" && probability >= 0.5 ? "medium" : "low";
}

export const detectAiAnswer = z
  .object({
    id: z.uuid(),
    ai_score: z.number().min(0).max(1).nullable().openapi({
      description: "Calibrated probability that an AI wrote it, at even prior odds; null when nothing can be said.",
    }),
    is_ai: z.boolean().openapi({
      description:
        "Whether the verdict is `ai`. `uncertain` is not: too many people's files look as much like AI code.",
    }),
    risk_level: z.enum(riskLevels).openapi({
      description:
        "`high`: the verdict is ai, its false-alarm rate is at most the accepted one. `medium`: uncertain, with a probability of at least 0.5. " +
        "`low`: the verdict is human, or uncertain with a probability below 0.5. `unknown`: nothing can be said.",
    }),
    verdict,
    false_alarm_rate: z.number().min(0).max(1).nullable(),
    false_positive_rate: z.number(),
    reason: z.string(),
    language,
    model_version: z.string(),
  })
  .openapi("DetectAiAnswer");
