import type { z } from "@hono/zod-openapi";
import type { LanguageId } from "whowrote/language";
import type { predictionSummary } from "../schema/prediction.ts";
import type { listPredictions } from "../storage/predictions.ts";

type Row = Awaited<ReturnType<typeof listPredictions>>["rows"][number];

/** A row of the database as it goes over the wire. */
export function toSummary(row: Row): z.output<typeof predictionSummary> {
  return {
    id: row.id,
    created_at: row.created_at.toISOString(),
    model_version: row.model_version,
    content_hash: row.content_hash,
    language: row.language as LanguageId,
    ...(row.path !== null && { path: row.path }),
    verdict: row.verdict,
    probability: row.probability,
    confidence: row.confidence,
    false_alarm_rate: row.false_alarm_rate,
    lines: row.lines,
    truncated: row.truncated,
    latency_ms: row.latency_ms,
    feedback: row.feedback,
    disputed: row.disputed,
    ...(row.job_id !== null && { job_id: row.job_id }),
  };
}
