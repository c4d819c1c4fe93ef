import { type QueryExecutorProvider, sql } from "kysely";

/** Checkpoints that serve side by side, and experiments between them. */
export async function createModelVersions(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table model_versions (
      id text collate "C" primary key,
      folder text not null,
      fingerprint text collate "C" not null,
      weight double precision not null check (weight between 0 and 1),
      state text collate "C" not null check (state in ('active', 'shadow', 'retired')),
      created_at timestamptz not null,
      promoted_at timestamptz
    )`.execute(db);
  await sql`
    create table experiments (
      id text collate "C" primary key,
      name text not null,
      arms jsonb not null,
      started_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
}
