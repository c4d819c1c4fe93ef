import type { PostgresPool } from "kysely";

/** One of the two engines, opened: what `storage.ts` puts Kysely on. */
export interface Database {
  /** Closed with it: `end` closes the database. */
  readonly pool: PostgresPool;
  readonly executeSql: (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;
}
