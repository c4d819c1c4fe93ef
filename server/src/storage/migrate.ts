import { type Kysely, sql } from "kysely";
import type { Migration } from "./migration/index.ts";
import { StorageError } from "./storage-error.ts";
import type { Tables } from "./tables.ts";

/** Chosen once, for the advisory lock that lets one process migrate at a time. */
const lockNumber = 5_190_271_446;

/**
 * Brings the database to the newest of `migrations`: all of those that it lacks, or none. Two processes that start at
 * once do it one after the other.
 * @throws {StorageError} when the database was made by a newer whowrote
 */
export async function migrate(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<void> {
  if (await isCurrent(db, migrations)) {
    return;
  }
  await db.transaction().execute(async (transaction) => {
    // A big table takes as long as it takes.
    await sql`set local statement_timeout = 0`.execute(transaction);
    await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(transaction);
    await sql`
      create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())
    `.execute(transaction);
    const applied = await readApplied(transaction, migrations);
    for (const step of migrations.slice(applied)) {
      await step.apply(transaction);
      await sql`insert into migrations (name) values (${step.name})`.execute(transaction);
    }
  });
}

/** Most starts find nothing to do, and then wait for nobody. */
async function isCurrent(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('migrations') is not null as there`.execute(db);
  return rows[0]?.there === true && (await readApplied(db, migrations)) === migrations.length;
}

/** How many of the migrations the database has: they are applied in order. */
async function readApplied(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<number> {
  const { rows } = await sql<{ name: string }>`select name from migrations order by name collate "C"`.execute(db);
  for (const [index, { name }] of rows.entries()) {
    if (migrations[index]?.name !== name) {
      throw new StorageError(
        `The database has the step ${name}, which this whowrote does not know: a newer one has used it. Start that version again, or use another database (WHOWROTE_DATA or DATABASE_URL).`,
      );
    }
  }
  return rows.length;
}
