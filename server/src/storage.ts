import { Kysely } from "kysely";
import type { Database } from "./storage/database.ts";
import { StorageDialect } from "./storage/dialect.ts";
import { openEmbeddedDatabase } from "./storage/embedded-database.ts";
import { migrate } from "./storage/migrate.ts";
import { migrations } from "./storage/migration/index.ts";
import { openPostgresDatabase } from "./storage/postgres-database.ts";
import type { Tables } from "./storage/tables.ts";
import type { Settings } from "./settings.ts";

/** The open database. Must be closed. */
export interface Storage {
  readonly db: Kysely<Tables>;
  readonly engine: "pglite" | "postgres";
  /**
   * Runs SQL as it stands, for pg-boss (its `IDatabase`): without values also several statements.
   * Shares the embedded database's one connection with `db`; a failure leaves no open transaction behind.
   */
  readonly executeSql: (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;
  /** Waits for what runs. */
  close(): Promise<void>;
}

type StorageSettings = Pick<
  Settings,
  | "data"
  | "databaseUrl"
  | "databaseHost"
  | "databasePort"
  | "databaseUser"
  | "databasePassword"
  | "databaseName"
  | "databaseConnections"
>;

/**
 * Opens the database, PostgreSQL where the settings name one, else PGlite in the data folder, and brings its tables up
 * to date: `steps` is shorter only in tests.
 * @throws {StorageError} when it cannot be used: another process has the folder, nobody answers, a newer version made it
 */
export async function openStorage(settings: StorageSettings, steps = migrations): Promise<Storage> {
  const engine = isPostgres(settings) ? "postgres" : "pglite";
  const database = await openDatabase(settings);
  const db = new Kysely<Tables>({ dialect: new StorageDialect({ pool: database.pool }) });
  try {
    await migrate(db, steps);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    engine,
    executeSql: async (text, values) => database.executeSql(text, values),
    close: async () => db.destroy(),
  };
}

function isPostgres({ databaseUrl, databaseHost }: StorageSettings): boolean {
  return databaseUrl !== undefined || databaseHost !== undefined;
}

async function openDatabase(settings: StorageSettings): Promise<Database> {
  if (!isPostgres(settings)) {
    return openEmbeddedDatabase(settings.data);
  }
  return openPostgresDatabase({
    ...(settings.databaseUrl !== undefined && { url: settings.databaseUrl }),
    ...(settings.databaseHost !== undefined && { host: settings.databaseHost }),
    ...(settings.databasePassword !== undefined && { password: settings.databasePassword }),
    port: settings.databasePort,
    user: settings.databaseUser,
    database: settings.databaseName,
    connections: settings.databaseConnections,
  });
}
