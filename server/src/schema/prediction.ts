import { z } from "@hono/zod-openapi";
import { verdicts } from "whowrote/verdict";
import { language } from "./code.ts";
import { rewriting } from "./rewriting.ts";
import { scale } from "./scale.ts";

const probability = z.number().min(0).max(1);

export const predictionId = z.uuid().openapi({ example: "0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f" });

export const verdict = z.enum(verdicts).openapi("Verdict", {
  description:
    "`uncertain` is a full answer: not enough evidence for either side at the accepted rate of false alarms.",
});

const range = z.tuple([z.number(), z.number()]);

export const reason = z
  .object({
    id: z.string(),
    meaning: z.string(),
    unit: z.string(),
    value: z.number(),
    contribution: z.number().openapi({ description: "Log-odds; above 0 it speaks for AI." }),
    typical: z
      .object({ human: range, ai: range })
      .optional()
      .openapi({ description: "The middle half of this value in held-out code of the same language." }),
  })
  .openapi("Reason", { description: "One signal's or view's share in the score, in words." });

const detectorScore = z
  .object({
    detector: z.enum(["stylometry", "lexical", "neural"]),
    score: z.number().nullable().openapi({ description: "Uncalibrated log-odds; null when it abstains." }),
    probability: probability.nullable().openapi({
      description: "The score as a share, not calibrated: to compare detectors with each other, not with a threshold.",
    }),
    abstains: z.string().optional().openapi({ description: "Why it abstains." }),
  })
  .openapi("DetectorScore");

const topToken = z
  .object({
    text: z.string().openapi({
      description:
        "As it stands in the code; empty for a mark of layout, and in a stored answer where the server keeps no code.",
    }),
    start: z.int().min(0).openapi({ description: "UTF-16 offset." }),
    end: z.int().min(0).openapi({ description: "UTF-16 offset, exclusive." }),
    line: z.int().min(1),
    contribution: z.number().openapi({ description: "Log-odds; above 0 it speaks for AI." }),
  })
  .openapi("TopToken");

const timing = z
  .object({
    total_ms: z.number().min(0).openapi({ description: "In the server, until the answer is stored." }),
    judge_ms: z.number().min(0).openapi({ description: "What the detectors took; 0 when cached." }),
    wait_ms: z.number().min(0).openapi({ description: "In the queue." }),
  })
  .openapi("Timing");

/** What one can filter and list predictions by. */
const summaryFields = {
  id: predictionId,
  created_at: z.iso.datetime(),
  model_version: z.string().openapi({ example: "quick@0.1.0" }),
  content_hash: z.string().openapi({ description: "SHA-256 in hex of language and code." }),
  language,
  path: z.string().optional(),
  verdict,
  probability: probability.nullable().openapi({
    description: "Calibrated probability that an AI wrote it, at even prior odds; null when nothing can be said.",
  }),
  confidence: probability
    .nullable()
    .openapi({ description: "Calibrated probability of the likelier side, .5 to 1; null when nothing can be said." }),
  false_alarm_rate: probability.nullable().openapi({
    description:
      "Share of held-out people's code of this language and length that looks at least this much like AI code; .001 stands for all rates up to it. Null when nothing can be said, or the code is too short for a verdict.",
  }),
  lines: z.int().min(0).openapi({ description: "Lines judged, header left out." }),
  truncated: z.boolean().openapi({ description: "Whether only the first part was read." }),
};

export const predictionSummary = z
  .object({
    ...summaryFields,
    latency_ms: z.number().min(0),
    job_id: z.string().optional(),
    feedback: z.int().min(0).openapi({ description: "How often somebody said who wrote it." }),
    disputed: z.boolean().openapi({
      description: "Whether somebody says that it was the other: `human` to the verdict ai, `ai` to human.",
    }),
  })
  .openapi("PredictionSummary");

export const prediction = z
  .object({
    ...summaryFields,
    false_positive_rate: z
      .number()
      .openapi({ description: "The accepted share of false alarms that it was judged at." }),
    reason: z.string().openapi({ description: "Why this verdict." }),
    scale: scale.optional().openapi({
      description: "Left out when nothing can be said, and in answers that an older server kept.",
    }),
    detectors: z.array(detectorScore),
    rewriting: rewriting.optional().openapi({
      description: "Only where the request asked for it. Verdict and rate of false alarms have its vote in them then.",
    }),
    reasons: z.array(reason).openapi({ description: "At most eight, strongest first." }),
    top_tokens: z.array(topToken).openapi({ description: "At most five, strongest first." }),
    timing,
    cached: z.boolean().openapi({ description: "Whether the same code was judged before by this model version." }),
  })
  .openapi("Prediction");

/** As it is given back later. */
export const storedPrediction = prediction
  .extend({
    code: z.string().optional().openapi({ description: "Only where the operator keeps code (WHOWROTE_STORE_CODE)." }),
    job_id: z.string().optional(),
    feedback: z.int().min(0),
    disputed: z.boolean(),
  })
  .openapi("StoredPrediction");

export type Prediction = z.output<typeof prediction>;
