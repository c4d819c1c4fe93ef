import { type Kysely, sql } from "kysely";
import { fits, type PredictionFilter } from "./predictions.ts";
import type { Tables } from "./tables.ts";

/** What predictions can be counted by; `day` is of UTC, such as `2026-03-01`. */
export const statisticDimensions = ["verdict", "language", "model_version", "day"] as const;

export type StatisticDimension = (typeof statisticDimensions)[number];

export type Statistic = Readonly<Record<StatisticDimension, string | null>> & {
  readonly count: number;
  /** 0..1; null when none of them has a probability. */
  readonly mean_probability: number | null;
  readonly mean_latency_ms: number;
};

/** Predictions that fit the filter, counted by each combination of the dimensions; a dimension not asked for is null. */
export async function countPredictions(
  db: Kysely<Tables>,
  filter: PredictionFilter,
  dimensions: readonly StatisticDimension[],
): Promise<readonly Statistic[]> {
  const by = [...new Set(dimensions)].map((dimension) => expressions[dimension]);
  return db
    .selectFrom("predictions")
    .select((value) => [
      ...statisticDimensions.map((dimension) =>
        (dimensions.includes(dimension) ? expressions[dimension] : sql<string | null>`null`).as(dimension),
      ),
      value.fn.countAll<number>().as("count"),
      value.fn.avg<number | null>("probability").as("mean_probability"),
      value.fn.avg<number>("latency_ms").as("mean_latency_ms"),
    ])
    .where((where) => fits(where, filter))
    .$if(by.length > 0, (query) => by.reduce((ordered, dimension) => ordered.orderBy(dimension), query.groupBy(by)))
    .execute();
}

const expressions = {
  verdict: sql<string | null>`verdict`,
  language: sql<string | null>`language`,
  model_version: sql<string | null>`model_version`,
  day: sql<string | null>`to_char(created_at at time zone 'UTC', 'YYYY-MM-DD')`,
} as const satisfies Record<StatisticDimension, unknown>;
