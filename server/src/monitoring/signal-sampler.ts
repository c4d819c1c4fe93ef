import { sql, type Kysely } from "kysely";
import type { Logger } from "pino";
import { createId } from "../id.ts";
import type { Answered } from "../model-version.ts";
import { openObservationBuffer, type ObservationBuffer } from "../model-version/observation-buffer.ts";
import type { Tables } from "../storage/tables.ts";
import { watchedSignals } from "./signal-quartiles.ts";

interface SignalRow {
  readonly id: string;
  readonly created_at: Date;
  readonly prediction_id: string;
  readonly language: string;
  readonly signals: Readonly<Record<string, number>>;
}

/** Keeps the watched signals of a sample of predictions. Must be closed. */
export interface SignalSampler extends Pick<ObservationBuffer<SignalRow>, "flushed" | "close"> {
  readonly observe: (answered: Answered) => void;
}

/** @param share of the predictions, 0..1 */
export function openSignalSampler(db: Kysely<Tables>, share: number, logger: Logger): SignalSampler {
  const { add, flushed, close } = openObservationBuffer<SignalRow>(async (rows) => insert(db, rows), logger);
  return {
    flushed,
    close,
    observe: ({ predictionId, detection }) => {
      // Code that nothing can be said of is not what the checkpoint was trained on.
      if (detection.probability === null || Math.random() >= share) return;
      // Reasons hold every signal that adds anything to the score; of the watched ones all do, in all files tried.
      const values = new Map(detection.reasons.map(({ id, value }) => [id, value]));
      add({
        id: createId(),
        created_at: new Date(),
        prediction_id: predictionId,
        language: detection.language,
        signals: Object.fromEntries(
          watchedSignals.flatMap((signal) => {
            const value = values.get(signal);
            return value === undefined ? [] : [[signal, value] as const];
          }),
        ),
      });
    },
  };
}

async function insert(db: Kysely<Tables>, rows: readonly SignalRow[]): Promise<ReadonlySet<string>> {
  const written = await db
    .insertInto("signal_samples")
    .columns(["id", "created_at", "prediction_id", "language", "signals"])
    .expression(
      sql`select id, created_at, prediction_id, language, signals
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as row(id text, created_at timestamptz, prediction_id text, language text, signals jsonb)
        where exists (select from predictions where predictions.id = row.prediction_id)`,
    )
    .returning("id")
    .execute();
  return new Set(written.map(({ id }) => id));
}
