import pg from "pg";
import type { Database } from "./database.ts";
import { StorageError } from "./storage-error.ts";

/** Where PostgreSQL is. Either the URL, or the host and the rest. */
export interface PostgresAddress {
  readonly url?: string;
  readonly host?: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  /** Connections at most. */
  readonly connections: number;
}

const oldestVersion = 15;
/** A statement that waits longer, for a lock or a broken disk, fails instead of holding its request and its connection. */
const statementMs = 60_000;

/**
 * A pool of connections to PostgreSQL.
 * @throws {StorageError} when it does not answer, refuses, or is too old, with the remedy
 */
export async function openPostgresDatabase(address: PostgresAddress): Promise<Database> {
  const pool = createPool(address);
  // A connection that breaks fails its query, and the pool opens another for the next. Unheard, its event would end us.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  try {
    await check(pool);
  } catch (cause) {
    await pool.end();
    throw cause instanceof StorageError ? cause : toStorageError(cause, placeOf(address));
  }
  return {
    // Kysely's type of a pool fixes the results' `command` to the six that it asks for.
    pool: pool as unknown as Database["pool"],
    executeSql: async (text, values) => {
      const client = await pool.connect();
      try {
        const results = await client.query(text, values?.length ? [...values] : undefined);
        client.release();
        return { rows: [results].flat().flatMap(({ rows }): unknown[] => rows) };
      } catch (cause) {
        // It may have an open transaction.
        client.release(true);
        throw cause;
      }
    },
  };
}

function createPool({ url, host, port, user, password, database, connections }: PostgresAddress): pg.Pool {
  return new pg.Pool({
    ...(url === undefined ? { host, port, user, password, database } : { connectionString: url }),
    max: connections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementMs,
    keepAlive: true,
    application_name: "whowrote",
    types: {
      // Counts are bigint; pg gives those as text.
      getTypeParser: (oid, format) =>
        (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as (value: string) => unknown,
    },
  });
}

async function check(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; encoding: string }>(
    "select current_setting('server_version') as version, current_setting('server_encoding') as encoding",
  );
  const [row] = rows;
  if (row === undefined || Number.parseInt(row.version, 10) < oldestVersion) {
    throw new StorageError(`PostgreSQL ${row?.version} is too old: whowrote needs ${oldestVersion} or newer.`);
  }
  if (row.encoding !== "UTF8") {
    throw new StorageError(
      `The database is encoded in ${row.encoding}, which cannot hold every program. Create one in UTF8: createdb --encoding UTF8 --template template0.`,
    );
  }
}

/** Never the password. */
function placeOf({ url, host, port, database }: PostgresAddress): string {
  if (url === undefined) {
    return `${host}:${port}/${database}`;
  }
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : "DATABASE_URL";
}

/** By pg's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) and Node's. */
function toStorageError(cause: unknown, place: string): StorageError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const [, remedy] = remedies.find(([pattern]) => pattern.test(code)) ?? [undefined, "Check DATABASE_URL."];
  const said = cause instanceof Error && cause.message !== "" ? cause.message : code;
  return new StorageError(`PostgreSQL at ${place} cannot be used: ${said}. ${remedy}`, { cause });
}

const remedies: readonly (readonly [RegExp, string])[] = [
  [/^ECONN|^ETIMEDOUT|^EHOSTUNREACH|^ENOENT/, "Start it, or correct host and port in DATABASE_URL."],
  [/^ENOTFOUND|^EAI_AGAIN/, "Correct the host in DATABASE_URL."],
  [/^28/, "Correct user and password in DATABASE_URL."],
  [/^3D000/, "Create that database (createdb), or correct its name in DATABASE_URL."],
  [/^42501/, "Give the user the right to connect and to create tables."],
  [/^53300/, "It has no connection to spare: raise its max_connections or lower WHOWROTE_DB_CONNECTIONS."],
  [/^57P03/, "It is starting or stopping: try again in a moment."],
];
