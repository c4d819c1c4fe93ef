import { z } from "@hono/zod-openapi";
import { language } from "./code.ts";
import { predictionSources } from "../storage/predictions.ts";
import { predictionSummary, verdict } from "./prediction.ts";
import { text } from "./text.ts";

/** Which predictions: all conditions hold. */
export const predictionFilter = z.strictObject({
  verdict: verdict.optional(),
  language: language.optional(),
  model_version: text(1, 200).optional(),
  content_hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex")
    .optional(),
  job_id: z.uuid().optional(),
  key_id: text(1, 64).optional(),
  path: text(1, 1024).optional().openapi({ description: "Part of the path, in any case.", example: "src/" }),
  source: z
    .enum(predictionSources)
    .optional()
    .openapi({ description: "`requests`: judged one by one; `jobs`: as files of a batch." }),
  disputed: z
    .enum(["true", "false"])
    .transform((said) => said === "true")
    .optional()
    .openapi({ description: "Whether somebody says that it was the other." }),
  since: z.iso.datetime({ offset: true }).optional().openapi({ description: "At or after this time." }),
  until: z.iso.datetime({ offset: true }).optional().openapi({ description: "Before this time." }),
});

export const predictionQuery = predictionFilter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(50).openapi({ description: "Rows of a page." }),
  after: z.uuid().optional().openapi({ description: "`next` of the page before." }),
});

export const predictionPage = z
  .object({
    predictions: z.array(predictionSummary).openapi({ description: "Newest first." }),
    next: z.uuid().optional().openapi({ description: "Give it as `after` for the next page. Left out on the last." }),
  })
  .openapi("PredictionPage");

type WireFilter = z.output<typeof predictionFilter>;

/** Names and types as the database has them. */
export function toPredictionFilter({ verdict: said, language: id, since, until, ...rest }: WireFilter) {
  return {
    ...(said !== undefined && { verdict: said }),
    ...(id !== undefined && { language: id }),
    ...(rest.model_version !== undefined && { modelVersion: rest.model_version }),
    ...(rest.content_hash !== undefined && { contentHash: rest.content_hash }),
    ...(rest.job_id !== undefined && { jobId: rest.job_id.toLowerCase() }),
    ...(rest.key_id !== undefined && { keyId: rest.key_id }),
    ...(rest.path !== undefined && { path: rest.path }),
    ...(rest.source !== undefined && { source: rest.source }),
    ...(rest.disputed !== undefined && { disputed: rest.disputed }),
    ...(since !== undefined && { since: new Date(since) }),
    ...(until !== undefined && { until: new Date(until) }),
  };
}
