import { type QueryExecutorProvider, sql } from "kysely";

/** Keys, what was done with them, and requests that must not be answered twice. */
export async function createAccess(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table api_keys (
      id text collate "C" primary key,
      name text not null,
      hash text collate "C" not null unique,
      scopes text[] not null,
      rate_per_minute integer,
      expires_at timestamptz,
      created_at timestamptz not null,
      revoked_at timestamptz,
      last_used_at timestamptz
    )`.execute(db);
  await sql`
    create table audit_log (
      id text collate "C" primary key,
      at timestamptz not null,
      actor text not null,
      action text collate "C" not null,
      subject text not null,
      detail jsonb not null
    )`.execute(db);
  await sql`create index audit_log_by_action on audit_log (action, id)`.execute(db);
  await sql`
    create table idempotency_keys (
      key text collate "C" not null,
      scope text collate "C" not null,
      request_hash text collate "C" not null,
      status integer,
      response text,
      created_at timestamptz not null,
      primary key (scope, key)
    )`.execute(db);
  await sql`create index idempotency_keys_by_time on idempotency_keys (created_at)`.execute(db);
}
