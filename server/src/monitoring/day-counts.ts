import { sql, type Kysely } from "kysely";
import type { LanguageId } from "whowrote/language";
import { firstIdAt } from "../id.ts";
import type { Tables } from "../storage/tables.ts";
import type { WatchedSignal } from "./signal-quartiles.ts";
import { addDays } from "./weeks.ts";

/** Predictions of a day with a probability, counted. */
export interface ProbabilityCount {
  readonly version: string;
  readonly language: LanguageId;
  /** Index into `lengthBins`. */
  readonly length: number;
  /** Tenth of the probability, 0 to 9. */
  readonly tenth: number;
  readonly count: number;
}

/** One day costs one range of the primary key: ids sort by time. */
export async function countProbabilities(db: Kysely<Tables>, day: Date): Promise<readonly ProbabilityCount[]> {
  return db
    .selectFrom("predictions")
    .select([
      "model_version as version",
      sql<LanguageId>`language`.as("language"),
      sql<number>`width_bucket(lines, array[10, 30, 100])`.as("length"),
      sql<number>`least(floor(probability * 10)::int, 9)`.as("tenth"),
      sql<number>`count(*)::int`.as("count"),
    ])
    .where("id", ">=", firstIdAt(day))
    .where("id", "<", firstIdAt(addDays(day, 1)))
    .where("probability", "is not", null)
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`])
    .execute();
}

/** Where the bins of a signal in a language begin and end. */
export interface SignalEdges {
  readonly language: LanguageId;
  readonly signal: WatchedSignal;
  readonly low: number;
  readonly high: number;
}

/** Samples of a signal on a day below, within and above its edges. */
export interface SignalCount {
  readonly language: LanguageId;
  readonly signal: WatchedSignal;
  readonly counts: readonly [number, number, number];
}

export async function countSignals(
  db: Kysely<Tables>,
  day: Date,
  edges: readonly SignalEdges[],
): Promise<readonly SignalCount[]> {
  const { rows } = await sql<{
    language: LanguageId;
    signal: WatchedSignal;
    below: number;
    within: number;
    above: number;
  }>`
    select edge.language, edge.signal,
      (count(*) filter (where value < low))::int as below,
      (count(*) filter (where value >= low and value < high))::int as within,
      (count(*) filter (where value >= high))::int as above
    from (
      select language, key as signal, value::float8 as value
      from signal_samples, jsonb_each_text(signals)
      where created_at >= ${day} and created_at < ${addDays(day, 1)}
    ) as sample
    join jsonb_to_recordset(${JSON.stringify(edges)}::jsonb)
      as edge(language text, signal text, low float8, high float8)
      on edge.language = sample.language and edge.signal = sample.signal
    group by edge.language, edge.signal`.execute(db);
  return rows.map(({ language, signal, below, within, above }) => ({
    language,
    signal,
    counts: [below, within, above],
  }));
}
