import { sql, type Kysely } from "kysely";
import { wilson, z95 } from "whowrote/statistics/interval";
import type { ShadowFigures, VersionFigures } from "../experiment.ts";
import type { Tables } from "../storage/tables.ts";

/** From, inclusive, to, exclusive. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/**
 * What versions answered in a span of time, in the order given. Intervals take every request for a draw of its own:
 * where few callers send much, the truth is less sure.
 */
export async function readVersionFigures(
  db: Kysely<Tables>,
  versions: readonly string[],
  { from, to }: Span,
): Promise<readonly VersionFigures[]> {
  if (versions.length === 0) return [];
  const answered = await db
    .selectFrom("predictions")
    .select((value) => [
      "model_version",
      sql<number>`count(*)::int`.as("requests"),
      sql<number>`count(distinct coalesce(key_id, ''))::int`.as("callers"),
      sql<number>`(count(*) filter (where verdict = 'human'))::int`.as("human"),
      sql<number>`(count(*) filter (where verdict = 'ai'))::int`.as("ai"),
      sql<number>`count(probability)::int`.as("judged"),
      value.fn.avg<number | null>("probability").as("mean"),
      sql<number | null>`stddev_samp(probability)`.as("deviation"),
      sql<number>`percentile_cont(0.5) within group (order by latency_ms)`.as("median"),
      sql<number>`percentile_cont(0.95) within group (order by latency_ms)`.as("p95"),
    ])
    .where("model_version", "in", versions)
    .where("created_at", ">=", from)
    .where("created_at", "<", to)
    .groupBy("model_version")
    .execute();
  const disputes = await db
    .selectFrom("feedback")
    .innerJoin("predictions", "predictions.id", "feedback.prediction_id")
    .select([
      "predictions.model_version",
      sql<number>`count(*)::int`.as("feedback"),
      sql<number>`(count(distinct predictions.id) filter (
        where (verdict = 'ai' and says = 'human') or (verdict = 'human' and says = 'ai')
      ))::int`.as("disputed"),
    ])
    .where("predictions.model_version", "in", versions)
    .where("predictions.created_at", ">=", from)
    .where("predictions.created_at", "<", to)
    .groupBy("predictions.model_version")
    .execute();
  return versions.map((version) => {
    const row = answered.find(({ model_version }) => model_version === version);
    const said = disputes.find(({ model_version }) => model_version === version);
    const { requests = 0, callers = 0, human = 0, ai = 0 } = row ?? {};
    return {
      version,
      requests,
      callers,
      verdicts: {
        human: wilson(human, requests),
        ai: wilson(ai, requests),
        uncertain: wilson(requests - human - ai, requests),
      },
      probability: row ? toMean(row) : null,
      latency: row ? { median: row.median, p95: row.p95 } : null,
      disputed: wilson(said?.disputed ?? 0, human + ai),
      feedback: said?.feedback ?? 0,
    };
  });
}

/** Pairs of answers to the same request of which at least one is by one of the versions. */
export async function readShadowFigures(
  db: Kysely<Tables>,
  versions: readonly string[],
  { from, to }: Span,
): Promise<readonly ShadowFigures[]> {
  if (versions.length === 0) return [];
  const rows = await db
    .selectFrom("shadow_judgements")
    .select([
      "shown_version",
      "version",
      sql<number>`count(*)::int`.as("pairs"),
      sql<number>`(count(*) filter (where shown_verdict <> verdict))::int`.as("different"),
      sql<number | null>`avg(abs(shown_probability - probability))`.as("distance"),
    ])
    .where((where) => where.or([where("version", "in", versions), where("shown_version", "in", versions)]))
    .where("created_at", ">=", from)
    .where("created_at", "<", to)
    .groupBy(["shown_version", "version"])
    .orderBy("shown_version")
    .orderBy("version")
    .execute();
  return rows.map(({ shown_version: shown, version: shadow, pairs, different, distance }) => ({
    shown,
    shadow,
    disagreement: wilson(different, pairs),
    distance,
  }));
}

interface MeanRow {
  readonly judged: number;
  readonly mean: number | null;
  readonly deviation: number | null;
}

function toMean({ judged: n, mean, deviation }: MeanRow): VersionFigures["probability"] {
  if (mean === null || deviation === null) return null;
  const spread = (z95 * deviation) / Math.sqrt(n);
  return { value: mean, low: Math.max(0, mean - spread), high: Math.min(1, mean + spread), n, deviation };
}
