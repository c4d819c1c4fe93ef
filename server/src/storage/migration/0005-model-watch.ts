import { type QueryExecutorProvider, sql } from "kysely";

/** What is done with model versions and what is watched of them. */
export async function createModelWatch(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table model_changes (
      id text collate "C" primary key,
      position integer not null unique generated always as identity,
      at timestamptz not null,
      actor text not null,
      action text collate "C" not null check (
        action in ('start', 'set-weights', 'promote', 'roll-back', 'start-experiment', 'stop-experiment')
      ),
      lineup_before jsonb not null,
      lineup_after jsonb not null,
      undoes text collate "C" references model_changes (id)
    )`.execute(db);
  // An experiment can be written down before it starts, and knows what it started from. Only one runs at a time.
  await sql`alter table experiments
    alter column started_at drop not null,
    add column created_at timestamptz not null default now(),
    add column note text not null default '',
    add column change_id text collate "C" references model_changes (id)`.execute(db);
  await sql`create unique index experiments_running on experiments ((true))
    where started_at is not null and ended_at is null`.execute(db);
  await sql`
    create table shadow_judgements (
      id text collate "C" primary key,
      created_at timestamptz not null,
      prediction_id text collate "C" not null references predictions (id) on delete cascade,
      shown_version text collate "C" not null,
      shown_verdict text collate "C" not null,
      shown_probability double precision,
      version text collate "C" not null,
      verdict text collate "C" not null,
      probability double precision,
      elapsed_ms double precision not null
    )`.execute(db);
  await sql`create index shadow_judgements_by_version on shadow_judgements (version, created_at)`.execute(db);
  await sql`create index shadow_judgements_by_prediction on shadow_judgements (prediction_id)`.execute(db);
  await sql`
    create table signal_samples (
      id text collate "C" primary key,
      created_at timestamptz not null,
      prediction_id text collate "C" not null references predictions (id) on delete cascade,
      language text collate "C" not null,
      signals jsonb not null
    )`.execute(db);
  await sql`create index signal_samples_by_time on signal_samples (created_at)`.execute(db);
  await sql`create index signal_samples_by_prediction on signal_samples (prediction_id)`.execute(db);
  await sql`
    create table retrain_runs (
      id text collate "C" primary key,
      reason text collate "C" not null check (reason in ('schedule', 'alarm', 'request')),
      state text collate "C" not null check (state in ('running', 'done', 'failed', 'timed-out', 'aborted')),
      started_at timestamptz not null,
      beat_at timestamptz not null,
      ended_at timestamptz,
      exit_code integer
    )`.execute(db);
  await sql`create unique index retrain_runs_running on retrain_runs ((true)) where state = 'running'`.execute(db);
  // Drift is asked for by time, statistics of an experiment by version and time.
  await sql`create index predictions_by_version_and_time on predictions (model_version, created_at)`.execute(db);
}
