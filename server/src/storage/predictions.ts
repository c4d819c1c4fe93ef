import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type Kysely,
  type Selectable,
  type SqlBool,
} from "kysely";
import { firstIdAt, timeOfId } from "../id.ts";
import { type Page, type PageOptions, toPage } from "./page.ts";
import { toStorableText, writeJson } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

/** One judged file, as it is kept. The time is the id's. */
export interface NewPrediction extends Omit<Insertable<Tables["predictions"]>, "created_at" | "detectors" | "answer"> {
  readonly detectors: Tables["predictions"]["detectors"]["__select__"];
  /** The whole response, given back as it is. */
  readonly answer: object;
}

export type Prediction = Selectable<Tables["predictions"]>;

/** A prediction as it is sent to the database. */
export type PredictionRow = Insertable<Tables["predictions"]>;

/** Where they came from: requests for one file, or batches. */
export const predictionSources = ["requests", "jobs"] as const;

export type PredictionSource = (typeof predictionSources)[number];

/** What people said to a prediction. */
interface Heard {
  /** Entries of feedback. */
  readonly feedback: number;
  /** One of them says that it was the other. */
  readonly disputed: boolean;
}

export interface PredictionFilter {
  readonly verdict?: Prediction["verdict"];
  readonly language?: string;
  readonly contentHash?: string;
  readonly modelVersion?: string;
  readonly jobId?: string;
  readonly keyId?: string;
  /** Part of it, in any case. */
  readonly path?: string;
  readonly source?: PredictionSource;
  readonly disputed?: boolean;
  /** At or after. */
  readonly since?: Date;
  /** Before. */
  readonly until?: Date;
}

/** Writes them in one statement, 3,000 at most: all or none. Also within a transaction. */
export async function insertPredictions(db: Kysely<Tables>, predictions: readonly NewPrediction[]): Promise<void> {
  await insertPredictionRows(db, predictions.map(toPredictionRow));
}

export async function insertPredictionRows(db: Kysely<Tables>, rows: readonly PredictionRow[]): Promise<void> {
  await db.insertInto("predictions").values(rows).execute();
}

export async function getPrediction(db: Kysely<Tables>, id: string): Promise<(Prediction & Heard) | undefined> {
  return db
    .selectFrom("predictions")
    .selectAll()
    .select([feedbackCount.as("feedback"), isDisputed.as("disputed")])
    .where("id", "=", id)
    .executeTakeFirst();
}

/** False when there is none. Its feedback goes with it; the file of a job that it answered keeps its place. */
export async function deletePrediction(db: Kysely<Tables>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("predictions").where("id", "=", id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** A page of those that fit all of the filter, newest first, without what is long. Rows written meanwhile never shift it. */
export async function listPredictions(
  db: Kysely<Tables>,
  filter: PredictionFilter,
  { limit, after }: PageOptions,
): Promise<Page<Omit<Prediction, "answer" | "code" | "detectors" | "draft"> & Heard>> {
  const rows = await db
    .selectFrom("predictions")
    .select([...listedColumns, feedbackCount.as("feedback"), isDisputed.as("disputed")])
    .where((where) => fits(where, filter))
    .$if(after !== undefined, (query) => query.where("id", "<", after ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit);
}

/** The filter as a condition; times are compared as ids, which are in order of time. */
export function fits(where: ExpressionBuilder<Tables, "predictions">, filter: PredictionFilter): Expression<SqlBool> {
  const { verdict, language, contentHash, modelVersion, jobId, keyId } = filter;
  const { path, source, disputed, since, until } = filter;
  return where.and([
    ...(verdict === undefined ? [] : [where("verdict", "=", verdict)]),
    ...(language === undefined ? [] : [where("language", "=", language)]),
    ...(contentHash === undefined ? [] : [where("content_hash", "=", contentHash)]),
    ...(modelVersion === undefined ? [] : [where("model_version", "=", modelVersion)]),
    ...(jobId === undefined ? [] : [where("job_id", "=", jobId)]),
    ...(keyId === undefined ? [] : [where("key_id", "=", keyId)]),
    ...(path === undefined ? [] : [where("path", "ilike", `%${path.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)]),
    ...(source === undefined ? [] : [where("job_id", source === "jobs" ? "is not" : "is", null)]),
    ...(disputed === undefined ? [] : [disputed ? isDisputed : sql<SqlBool>`not ${isDisputed}`]),
    ...(since === undefined ? [] : [where("id", ">=", firstIdAt(since))]),
    ...(until === undefined ? [] : [where("id", "<", firstIdAt(until))]),
  ]);
}

const feedbackCount = sql<number>`(select count(*)::int from feedback where prediction_id = predictions.id)`;

const isDisputed = sql<boolean>`exists (
  select from feedback
  where prediction_id = predictions.id
    and ((predictions.verdict = 'ai' and says = 'human') or (predictions.verdict = 'human' and says = 'ai'))
)`;

const listedColumns = [
  "id",
  "created_at",
  "content_hash",
  "language",
  "path",
  "verdict",
  "probability",
  "false_alarm_rate",
  "confidence",
  "model_version",
  "latency_ms",
  "lines",
  "truncated",
  "key_id",
  "job_id",
] as const;

/**
 * Names every column, so that rows with and without a path, key, job or code fit into one statement.
 * @throws {TypeError} when the answer cannot be written as JSON
 */
export function toPredictionRow(prediction: NewPrediction): PredictionRow {
  const { path, probability, false_alarm_rate, confidence, key_id, job_id, draft, code } = prediction;
  return {
    ...prediction,
    created_at: timeOfId(prediction.id),
    path: path == null ? null : toStorableText(path),
    probability: probability ?? null,
    false_alarm_rate: false_alarm_rate ?? null,
    confidence: confidence ?? null,
    key_id: key_id ?? null,
    job_id: job_id ?? null,
    draft: draft ?? null,
    code: code == null ? null : toStorableText(code),
    detectors: writeJson(prediction.detectors),
    // Type json keeps escapes such as \u0000 as they are; pg and PGlite give them back.
    answer: JSON.stringify(prediction.answer),
  };
}
