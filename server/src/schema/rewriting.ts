import { z } from "@hono/zod-openapi";
import type { RewritingAnswer } from "whowrote/rewriting";

const share = z.number().min(0).max(1);
const similarity = z.number().min(-1).max(1);
const count = z.int().min(0);

/** What rewriting says of a piece of code. It has no code in it. */
export const rewriting = z
  .object({
    asked: count.openapi({ description: "Rewrites asked for." }),
    n_rewrites: count.openapi({ description: "Rewrites that were code, and counted." }),
    mean_similarity: similarity.nullable().openapi({ description: "Mean cosine of the code and its rewrites." }),
    by_model: z
      .array(z.object({ model: z.string(), rewrites: count, mean_similarity: similarity }))
      .openapi({ description: "Nearest first." }),
    suspected_model: z.string().optional().openapi({
      description: "Of several rewriters the one whose rewrites come nearest. No proof: models resemble each other.",
    }),
    probability: share.nullable().openapi({
      description:
        "By the calibration of rewriting; null when it abstains. The answer's own probability is without it.",
    }),
    false_alarm_rate: share
      .nullable()
      .openapi({ description: "Share of people's recorded code whose rewrites came at least this near." }),
    abstains: z.string().optional().openapi({ description: "Why it has no vote." }),
    dropped: z.array(z.string()).openapi({ description: "Why rewrites were not counted, one each." }),
  })
  .openapi("Rewriting", {
    description: "How near language models come to the code when they write it anew, and what that counts.",
  });

export function toWireRewriting(answer: RewritingAnswer): z.output<typeof rewriting> {
  const { asked, rewrites, meanSimilarity, byModel, suspectedModel, probability, falseAlarmRate } = answer;
  return {
    asked,
    n_rewrites: rewrites,
    mean_similarity: meanSimilarity === null ? null : bounded(meanSimilarity),
    by_model: byModel.map(({ model, rewrites: own, meanSimilarity: mean }) => ({
      model,
      rewrites: own,
      mean_similarity: bounded(mean),
    })),
    ...(suspectedModel !== undefined && { suspected_model: suspectedModel }),
    probability,
    false_alarm_rate: falseAlarmRate,
    ...(answer.abstains !== undefined && { abstains: answer.abstains }),
    dropped: [...answer.dropped],
  };
}

/** A cosine of a text with itself may come out above 1 by rounding. */
const bounded = (cosine: number): number => Math.min(1, Math.max(-1, cosine));
