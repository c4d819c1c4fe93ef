import { type QueryExecutorProvider, sql } from "kysely";

/** Batch jobs and their files. */
export async function createJobs(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table jobs (
      id text collate "C" primary key,
      state text collate "C" not null check (state in ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')),
      created_at timestamptz not null,
      started_at timestamptz,
      finished_at timestamptz,
      files_total integer not null,
      files_done integer not null default 0,
      files_failed integer not null default 0,
      files_skipped integer not null default 0,
      options jsonb not null,
      key_id text collate "C",
      webhook jsonb,
      error text
    )`.execute(db);
  await sql`create index jobs_by_state on jobs (state, id)`.execute(db);
  await sql`create index jobs_by_key on jobs (key_id, id) where key_id is not null`.execute(db);
  await sql`
    create table job_files (
      job_id text collate "C" not null references jobs (id) on delete cascade,
      position integer not null,
      path text not null,
      language text collate "C",
      text text,
      state text collate "C" not null default 'waiting'
        check (state in ('waiting', 'done', 'failed', 'skipped', 'cancelled')),
      tries integer not null default 0,
      finished_number integer,
      prediction_id text collate "C" references predictions (id) on delete set null,
      error text,
      primary key (job_id, position)
    )`.execute(db);
  await sql`create index job_files_waiting on job_files (job_id, position) where state = 'waiting'`.execute(db);
  await sql`create unique index job_files_by_number on job_files (job_id, finished_number)
    where finished_number is not null`.execute(db);
  await sql`create index job_files_by_prediction on job_files (prediction_id) where prediction_id is not null`.execute(
    db,
  );
}
