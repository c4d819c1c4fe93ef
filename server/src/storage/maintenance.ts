import { z } from "zod";

type Execute = (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;

interface Limits {
  /** A checkpoint is due after so many bytes of log: what a start after a crash has to read again. */
  readonly logBytes: number;
  /** Rows changed, beside a fifth of the table, before a table is vacuumed. */
  readonly changedRows: number;
  /** Transactions before all is vacuumed, lest their numbers run out (two thousand million). */
  readonly transactions: number;
}

const usualLimits: Limits = { logBytes: 32_000_000, changedRows: 1000, transactions: 200_000_000 };

const stateSchema = z.tuple([z.object({ bytes: z.number(), age: z.number() })]);
const staleSchema = z.array(z.object({ name: z.string() }));

/**
 * Does for the embedded database what PostgreSQL has processes for, the checkpointer and autovacuum, which PGlite lacks:
 * without them its log grows without end, and deleted rows keep their room
 * (https://www.postgresql.org/docs/18/routine-vacuuming.html).
 */
export async function maintain(execute: Execute, limits: Limits = usualLimits): Promise<void> {
  if ((await readState(execute)).age > limits.transactions) {
    await execute("vacuum (freeze, analyze)");
  }
  const { rows } = await execute(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
     where n_dead_tup > $1 + 0.2 * n_live_tup or n_mod_since_analyze > $1 + 0.2 * n_live_tup`,
    [limits.changedRows],
  );
  for (const { name } of staleSchema.parse(rows)) {
    await execute(`vacuum (analyze) ${name}`);
  }
  if ((await readState(execute)).bytes > limits.logBytes) {
    await execute("checkpoint");
  }
}

async function readState(execute: Execute): Promise<{ readonly bytes: number; readonly age: number }> {
  const { rows } = await execute(`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes,
      (select age(datfrozenxid) from pg_database where datname = current_database()) as age
    from pg_control_checkpoint()`);
  return stateSchema.parse(rows)[0];
}
