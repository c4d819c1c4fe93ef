import { setTimeout } from "node:timers/promises";
import { sql, type Kysely } from "kysely";
import type { Logger } from "pino";
import { describeError } from "whowrote/node/describe-error";
import type { Verdict } from "whowrote/verdict";
import { createId } from "../id.ts";
import { QueueFullError, type Inference } from "../inference.ts";
import type { Answered, ShadowFigures } from "../model-version.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import type { Tables } from "../storage/tables.ts";
import type { Leases } from "./leases.ts";
import { openObservationBuffer } from "./observation-buffer.ts";

interface ShadowParts {
  readonly storage: Pick<Storage, "db">;
  readonly inference: Pick<Inference, "judge">;
  readonly settings: Pick<Settings, "shadowShare">;
  readonly logger: Logger;
  readonly leases: Leases;
  /** Versions to be watched now. */
  readonly shadows: () => readonly string[];
}

export interface ShadowJudges {
  readonly observe: (answered: Answered) => void;
  readonly observed: () => Promise<void>;
  readonly figures: () => ShadowFigures;
  readonly close: () => Promise<void>;
}

/** So many texts are held in memory. */
const mostWaiting = 16;
/** Rests so many times as long as it worked: at most a fifth of one thread is taken from the callers. */
const restFactor = 4;

/** Judges a sample of what was answered once more, one after the other, where nobody waits for it. */
export function openShadowJudges(parts: ShadowParts): ShadowJudges {
  const { storage, inference, settings, logger, leases } = parts;
  const buffer = openObservationBuffer<ShadowRow>(async (rows) => insert(storage.db, rows), logger);
  const closing = new AbortController();
  const tasks: { readonly version: string; readonly answered: Answered }[] = [];
  const counts = { judged: 0, dropped: 0, failed: 0 };
  let running: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      // It may have been unloaded while the task waited.
      if (!parts.shadows().includes(task.version)) {
        counts.dropped += 1;
        continue;
      }
      const release = leases.take(task.version);
      let elapsedMs = 0;
      try {
        const row = await judgeAsShadow(inference, closing.signal, task.version, task.answered);
        elapsedMs = row.elapsed_ms;
        buffer.add(row);
        counts.judged += 1;
      } catch (error) {
        if (error instanceof QueueFullError || closing.signal.aborted) counts.dropped += 1;
        else {
          counts.failed += 1;
          logger.debug({ reason: describeError(error), version: task.version }, "a shadow version could not judge");
        }
      } finally {
        release();
      }
      await setTimeout(elapsedMs * restFactor, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };

  const add = (version: string, answered: Answered): void => {
    if (closing.signal.aborted || tasks.length >= mostWaiting) {
      counts.dropped += 1;
      return;
    }
    tasks.push({ version, answered });
    start();
  };

  const start = (): void => {
    running ??= work().finally(() => {
      running = undefined;
      // One may have come in between.
      if (tasks.length > 0) start();
    });
  };

  return {
    observe: (answered) => {
      for (const version of parts.shadows())
        if (version !== answered.version && Math.random() < settings.shadowShare) add(version, answered);
    },
    observed: async () => {
      while (running) await running;
      await buffer.flushed();
    },
    figures: () => ({ ...counts, waiting: tasks.length }),
    close: async () => {
      counts.dropped += tasks.splice(0).length;
      closing.abort();
      await running;
      await buffer.close();
    },
  };
}

/** Callers of this line wait for each other, not others for them. */
const line = "shadow";

interface ShadowRow {
  readonly id: string;
  readonly created_at: Date;
  readonly prediction_id: string;
  readonly shown_version: string;
  readonly shown_verdict: Verdict;
  readonly shown_probability: number | null;
  readonly version: string;
  readonly verdict: Verdict;
  readonly probability: number | null;
  readonly elapsed_ms: number;
}

async function judgeAsShadow(
  inference: Pick<Inference, "judge">,
  signal: AbortSignal,
  version: string,
  { predictionId, version: shownVersion, source, detection: shown }: Answered,
): Promise<ShadowRow> {
  const { detection, elapsedMs } = await inference.judge({ ...source, version, detail: "verdict" }, { signal, line });
  return {
    id: createId(),
    created_at: new Date(),
    prediction_id: predictionId,
    shown_version: shownVersion,
    shown_verdict: shown.verdict,
    shown_probability: shown.probability,
    version,
    verdict: detection.verdict,
    probability: detection.probability,
    elapsed_ms: elapsedMs,
  };
}

async function insert(db: Kysely<Tables>, rows: readonly ShadowRow[]): Promise<ReadonlySet<string>> {
  const written = await db
    .insertInto("shadow_judgements")
    .columns([
      "id",
      "created_at",
      "prediction_id",
      "shown_version",
      "shown_verdict",
      "shown_probability",
      "version",
      "verdict",
      "probability",
      "elapsed_ms",
    ])
    .expression(
      sql`select id, created_at, prediction_id, shown_version, shown_verdict, shown_probability, version, verdict,
          probability, elapsed_ms
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
          id text, created_at timestamptz, prediction_id text, shown_version text, shown_verdict text,
          shown_probability float8, version text, verdict text, probability float8, elapsed_ms float8
        )
        where exists (select from predictions where predictions.id = row.prediction_id)`,
    )
    .returning("id")
    .execute();
  return new Set(written.map(({ id }) => id));
}
