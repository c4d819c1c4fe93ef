import type { Logger } from "pino";
import { describeError } from "whowrote/node/describe-error";

/** What is known of a prediction beside its row. */
interface Observation {
  readonly id: string;
}

/** Observations on their way to the database. Must be closed. */
export interface ObservationBuffer<Row extends Observation> {
  readonly add: (row: Row) => void;
  /** Resolves when all that was added is stored or given up. */
  readonly flushed: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const flushMs = 1000;
/** The prediction itself may be stored later than what is observed of it, but not so many flushes. */
const mostTries = 5;
const mostRows = 10_000;

/**
 * Gathers rows and writes them together, away from the requests they come from. What is lost in a crash is a sample.
 * @param write stores rows whose prediction is there, and gives their ids
 */
export function openObservationBuffer<Row extends Observation>(
  write: (rows: readonly Row[]) => Promise<ReadonlySet<string>>,
  logger: Logger,
): ObservationBuffer<Row> {
  let waiting: { readonly row: Row; readonly tries: number }[] = [];
  let flushing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    const batch = waiting.splice(0);
    if (batch.length === 0) return;
    try {
      const written = await write(batch.map(({ row }) => row));
      waiting.push(
        ...batch
          .filter(({ row, tries }) => !written.has(row.id) && tries + 1 < mostTries)
          .map(({ row, tries }) => ({ row, tries: tries + 1 })),
      );
    } catch (error) {
      logger.warn({ reason: describeError(error) }, "observations could not be stored");
    }
  };

  const flushOnce = async (): Promise<void> => {
    flushing ??= flush().finally(() => {
      flushing = undefined;
    });
    return flushing;
  };

  const schedule = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flushOnce().finally(() => {
        if (waiting.length > 0) schedule();
      });
    }, flushMs).unref();
  };

  return {
    add: (row) => {
      if (waiting.length >= mostRows) return;
      waiting.push({ row, tries: 0 });
      schedule();
    },
    flushed: async () => {
      while (waiting.length > 0 || flushing) await flushOnce();
    },
    close: async () => {
      clearTimeout(timer);
      await flushing;
      await flush();
      clearTimeout(timer);
      waiting = [];
    },
  };
}
