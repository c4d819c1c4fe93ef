import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { z } from "zod";
import { parseSettings, type Settings } from "../src/settings.ts";
import { openStorage, type Storage } from "../src/storage.ts";
import { findPostgres, openPostgresCluster, type PostgresCluster } from "./postgres-cluster.ts";

/** An empty database of one test. */
export interface TestDatabase {
  /** The environment variables that name it, for child processes. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: Settings;
  /** Closed after the test, if not before. */
  open(): Promise<Storage>;
  /** For all tests of a `describe`, which closes it. */
  openKept(): Promise<Storage>;
}

/** Where the tests of one `describe` get their databases. */
export interface StoragePlace {
  readonly engine: Storage["engine"];
  create(variables?: Readonly<Record<string, string>>): Promise<TestDatabase>;
  /** The PostgreSQL server, to kill and start it; only for engine "postgres". */
  cluster(): PostgresCluster;
}

const programs = findPostgres();
const packageSchema = z.object({ dependencies: z.object({ "@electric-sql/pglite": z.string() }) });

/** Runs the tests over both engines: PGlite, and a PostgreSQL that is started for them. */
export function describeStorages(name: string, define: (place: StoragePlace) => void): void {
  describe(`${name} (PGlite)`, () => {
    definePlace("pglite", define);
  });
  const isMissing = programs === undefined && process.env["CI"] !== "true";
  describe.skipIf(isMissing)(
    `${name} (PostgreSQL${isMissing ? ", which is not installed: apt-get install postgresql" : ""})`,
    () => {
      definePlace("postgres", define);
    },
  );
}

function definePlace(engine: Storage["engine"], define: (place: StoragePlace) => void): void {
  const open = new Set<Storage>();
  let folder = "";
  let folders = 0;
  let cluster: PostgresCluster | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "whowrote-storage-"));
    if (engine === "postgres") {
      if (programs === undefined) {
        throw new Error(
          "CI=true runs the tests on PostgreSQL too, which is not installed: apt-get install postgresql.",
        );
      }
      cluster = await openPostgresCluster(programs);
    }
  });
  afterEach(async () => {
    await Promise.all([...open].map(async (storage) => storage.close()));
    open.clear();
  });
  afterAll(async () => {
    await cluster?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const create = async (extra: Readonly<Record<string, string>> = {}): Promise<TestDatabase> => {
    folders += 1;
    const data = join(folder, String(folders));
    const variables: Record<string, string> = { ...extra, WHOWROTE_DATA: data };
    if (cluster !== undefined) {
      variables["DATABASE_URL"] = await cluster.createDatabase();
    } else {
      cpSync(await findEmptyPglite(), join(data, "database"), { recursive: true });
    }
    const settings = parseSettings(variables, { cwd: folder, models: resolve("models") });
    return {
      variables,
      settings,
      openKept: async () => openStorage(settings),
      open: async () => {
        const storage = await openStorage(settings);
        open.add(storage);
        return storage;
      },
    };
  };
  define({
    engine,
    create,
    cluster: () => {
      if (cluster === undefined) {
        throw new Error(`${engine} is no server.`);
      }
      return cluster;
    },
  });
}

/** Making an empty PGlite takes seconds, so it is made once and copied. */
async function findEmptyPglite(): Promise<string> {
  const { dependencies } = packageSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")),
  );
  const version = dependencies["@electric-sql/pglite"];
  const folder = resolve(import.meta.dirname, "..", "..", ".cache", "test", `pglite-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const making = `${folder}.${process.pid}`;
    const database = await PGlite.create(making);
    await database.close();
    try {
      renameSync(making, folder);
    } catch {
      // Another test file was faster.
      rmSync(making, { recursive: true, force: true });
    }
  }
  return folder;
}
