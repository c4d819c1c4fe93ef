import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseSettings } from "../../src/settings.ts";
import { openStorage } from "../../src/storage.ts";
import { DiskFullError, refuseToFillDisk } from "../../src/storage/disk-guard.ts";
import { openEmbeddedDatabase } from "../../src/storage/embedded-database.ts";
import { maintain } from "../../src/storage/maintenance.ts";
import { insertPredictions } from "../../src/storage/predictions.ts";
import { describeStorages } from "../storages.ts";
import { samplePrediction } from "./sample-prediction.ts";

describeStorages("openStorage", (place) => {
  test("runs scripts and statements for a queue, without leaving a transaction open", async () => {
    const storage = await (await place.create()).open();
    expect(storage.engine).toBe(place.engine);
    await expect(storage.executeSql("begin; select 1/0; commit")).rejects.toThrow("division by zero");
    expect(await storage.executeSql("select $1::int8 as number", [7])).toMatchObject({ rows: [{ number: 7 }] });
    expect((await storage.executeSql("select 1 as a; select 2 as b")).rows).toEqual([{ a: 1 }, { b: 2 }]);
    // A script waits for a transaction on the one connection of PGlite, and is no part of it.
    const transaction = storage.db.transaction().execute(async (inner) => {
      await insertPredictions(inner, [samplePrediction()]);
      throw new Error("rolled back");
    });
    const script = storage.executeSql("create table beside (id int); insert into beside values (1)");
    await expect(transaction).rejects.toThrow("rolled back");
    await script;
    expect((await storage.executeSql("select id from beside")).rows).toEqual([{ id: 1 }]);
    expect(await storage.db.selectFrom("predictions").select("id").execute()).toEqual([]);
    await storage.close();
    await expect(storage.executeSql("select 1")).rejects.toThrow(/ended|after calling end/);
  });

  test("a statement in PostgreSQL ends after a minute at the latest", async () => {
    const storage = await (await place.create()).open();
    const { rows } = await storage.executeSql("select current_setting('statement_timeout') as longest");
    expect(rows).toEqual([{ longest: place.engine === "postgres" ? "1min" : "0" }]);
    await storage.close();
  });

  test("a data folder is refused while it is open, and opens again with its rows", async () => {
    const database = await place.create();
    const storage = await database.open();
    await insertPredictions(storage.db, [samplePrediction()]);
    if (place.engine === "pglite") {
      await expect(database.open()).rejects.toThrow(`${database.settings.data} is in use by process ${process.pid} `);
    }
    await storage.close();
    const again = await database.open();
    expect(await again.db.selectFrom("predictions").select("verdict").execute()).toEqual([{ verdict: "ai" }]);
  });
});

describe("the embedded database", () => {
  test(
    "a first start that was cut off does not spoil the next; checkpoint and vacuum keep it small; what never ends is given up",
    { timeout: 120_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "whowrote-first-"));
      mkdirSync(join(folder, "database.new"));
      writeFileSync(join(folder, "database.new", "PG_VERSION"), "1\n");
      const storage = await openStorage(parseSettings({ WHOWROTE_DATA: folder }, { cwd: folder, models: "models" }));
      expect(readdirSync(folder).toSorted()).toEqual(["database", "lock", "lock.json"]);

      await insertPredictions(
        storage.db,
        Array.from({ length: 400 }, () => samplePrediction()),
      );
      await storage.db.deleteFrom("predictions").execute();
      const sizes = "select pg_table_size('predictions')::int as bytes";
      const logged =
        "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::int as bytes from pg_control_checkpoint()";
      const before = [await storage.executeSql(sizes), await storage.executeSql(logged)].map(({ rows }) =>
        bytesOf(rows),
      );
      await maintain(storage.executeSql, { logBytes: 1000, changedRows: 10, transactions: 1 });
      const after = [await storage.executeSql(sizes), await storage.executeSql(logged)].map(({ rows }) =>
        bytesOf(rows),
      );
      expect(after[0]).toBeLessThan(before[0] ?? 0);
      expect(after[1]).toBeLessThan(10_000);
      await storage.close();

      const database = await openEmbeddedDatabase(folder, 100);
      const others = [database.executeSql("select pg_sleep(600)"), database.executeSql("select 1")];
      // A thread that does not answer is ended, and nobody waits for it for ever.
      for (const result of await Promise.allSettled(others)) {
        expect(result).toMatchObject({ status: "rejected", reason: { code: "57P01" } });
      }
      await database.pool.end();
      rmSync(folder, { recursive: true });
    },
  );
});

describe("a data folder whose disk is full", () => {
  const everything = Number.MAX_SAFE_INTEGER;

  test("is read, and not written to", () => {
    for (const sql of ["select 1", " begin", "rollback", "checkpoint"]) {
      refuseToFillDisk(tmpdir(), sql, false, everything);
    }
    for (const [sql, isScript] of [
      ["insert into t values (1)", false],
      ["with a as (delete from t) select 1", false],
      ["begin; insert into t values (1); commit", true],
    ] as const) {
      expect(() => refuseToFillDisk(tmpdir(), sql, isScript, everything)).toThrow(DiskFullError);
      refuseToFillDisk(tmpdir(), sql, isScript, 1);
    }
  });
});

describe("an address of PostgreSQL that does not work", () => {
  const cases = [
    [
      "nobody listens",
      "postgres://u:geheim@127.0.0.1:1/db",
      /at 127\.0\.0\.1:1\/db cannot be used: .*Start it, or correct/,
    ],
    ["no such host", "postgres://u:geheim@nowhere.invalid/db", /Correct the host/],
    ["no URL", "geheim", /DATABASE_URL/],
  ] as const;
  for (const [name, url, message] of cases) {
    test(`${name}: the message says what to do, and no password`, async () => {
      const settings = parseSettings({ DATABASE_URL: url }, { cwd: tmpdir(), models: "models" });
      const error = await openStorage(settings).catch((cause: unknown) => cause);
      expect(String(error)).toMatch(message);
      expect(String(error)).not.toContain("geheim");
    });
  }
});

function bytesOf(rows: unknown[]): number {
  return (rows as { bytes: number }[])[0]?.bytes ?? 0;
}
