import { type QueryExecutorProvider, sql } from "kysely";

/**
 * Predictions, and what people say to them. Ids are compared byte by byte (collate "C"): they sort by time,
 * so one index on a filter and the id serves a page of it, newest first.
 */
export async function createPredictions(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table predictions (
      id text collate "C" primary key,
      created_at timestamptz not null,
      content_hash text collate "C" not null,
      language text collate "C" not null,
      path text,
      verdict text collate "C" not null,
      probability double precision,
      false_alarm_rate double precision,
      confidence double precision,
      detectors jsonb not null,
      model_version text collate "C" not null,
      latency_ms double precision not null,
      lines integer not null,
      truncated boolean not null,
      key_id text collate "C",
      job_id text collate "C",
      code text,
      answer json not null
    )`.execute(db);
  await sql`create index predictions_by_hash on predictions (content_hash, id)`.execute(db);
  await sql`create index predictions_by_verdict on predictions (verdict, id)`.execute(db);
  await sql`create index predictions_by_language on predictions (language, id)`.execute(db);
  await sql`create index predictions_by_version on predictions (model_version, id)`.execute(db);
  await sql`create index predictions_by_key on predictions (key_id, id) where key_id is not null`.execute(db);
  await sql`create index predictions_by_job on predictions (job_id, id) where job_id is not null`.execute(db);
  await sql`
    create table feedback (
      id text collate "C" primary key,
      prediction_id text collate "C" not null references predictions (id) on delete cascade,
      says text collate "C" not null check (says in ('human', 'ai', 'unsure')),
      note text not null,
      key_id text collate "C",
      created_at timestamptz not null
    )`.execute(db);
  await sql`create index feedback_by_prediction on feedback (prediction_id, id)`.execute(db);
}
