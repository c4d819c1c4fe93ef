import type { Kysely } from "kysely";
import { createId } from "../src/id.ts";
import type { Tables } from "../src/storage/tables.ts";

export interface TestPrediction {
  readonly version: string;
  readonly verdict: "human" | "ai" | "uncertain";
  readonly probability: number | null;
  readonly at?: Date;
  readonly keyId?: string;
  readonly lines?: number;
  readonly latencyMs?: number;
}

/** Writes predictions as they are, without judging anything. @returns their ids */
export async function insertPredictions(db: Kysely<Tables>, list: readonly TestPrediction[]): Promise<string[]> {
  const rows = list.map(({ version, verdict, probability, at = new Date(), keyId, lines = 40, latencyMs = 5 }) => ({
    id: createId(at),
    created_at: at,
    content_hash: "",
    language: "python",
    verdict,
    probability,
    detectors: "[]",
    model_version: version,
    latency_ms: latencyMs,
    lines,
    truncated: false,
    key_id: keyId ?? null,
    answer: "{}",
  }));
  // PostgreSQL takes 65,535 values in a statement.
  for (let from = 0; from < rows.length; from += 2000)
    await db
      .insertInto("predictions")
      .values(rows.slice(from, from + 2000))
      .execute();
  return rows.map(({ id }) => id);
}
