import type { Kysely } from "kysely";
import { deletePassedDrafts } from "./drafts.ts";
import { insertPredictionRows, type NewPrediction, type PredictionRow, toPredictionRow } from "./predictions.ts";
import { UnstorableTextError } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const batchRows = 500;
/** Characters of one statement, which stands in memory several times: answers about large files, kept code. */
const batchCharacters = 4_000_000;

/** Resolves when the prediction is durable: it is there after a kill -9. Rejects alone when its row is refused. */
export type RecordPrediction = (prediction: NewPrediction) => Promise<void>;

interface Waiting {
  readonly row: PredictionRow;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes predictions of concurrent requests together: while one statement runs, those that come wait for the next.
 * So a database that needs 5 ms for a commit still takes thousands a second.
 */
export function createPredictionRecorder(db: Kysely<Tables>): RecordPrediction {
  const waiting: Waiting[] = [];
  let isWriting = false;
  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      await writeBatch(db, waiting.splice(0, countBatch(waiting)));
    }
    isWriting = false;
  };
  return async (prediction) => {
    const row = toPredictionRow(prediction);
    return new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (!isWriting) {
        void writeAll();
      }
    });
  };
}

/** How many of the first go into one statement; at least one. */
function countBatch(waiting: readonly Waiting[]): number {
  let characters = 0;
  const end = waiting.slice(0, batchRows).findIndex(({ row }, index) => {
    characters += row.answer.length + (row.code?.length ?? 0);
    return characters > batchCharacters && index > 0;
  });
  return end === -1 ? batchRows : end;
}

/** A row that the database refuses fails alone: the batch is halved until it stands by itself. Never rejects. */
async function writeBatch(db: Kysely<Tables>, batch: readonly Waiting[]): Promise<void> {
  try {
    const rows = batch.map(({ row }) => row);
    await insertPredictionRows(db, rows);
    await deletePassedDrafts(db, rows);
    for (const { resolve } of batch) {
      resolve();
    }
  } catch (error) {
    if (batch.length > 1 && isAboutRows(error)) {
      const half = batch.length >> 1;
      await writeBatch(db, batch.slice(0, half));
      await writeBatch(db, batch.slice(half));
      return;
    }
    for (const { reject } of batch) {
      reject(error);
    }
  }
}

/**
 * Whether a row is to blame, and not the connection: classes 22 (data) and 23 (constraints) of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html, and text that is refused before it is sent.
 */
function isAboutRows(error: unknown): boolean {
  if (error instanceof UnstorableTextError) {
    return true;
  }
  return error instanceof Error && "code" in error && /^2[23]...$/.test(String(error.code));
}
