import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openStorage, type Storage } from "../../src/storage.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { migrations } from "../../src/storage/migration/index.ts";
import { insertPredictions } from "../../src/storage/predictions.ts";
import { describeStorages, type TestDatabase } from "../storages.ts";
import { samplePrediction } from "./sample-prediction.ts";

/** Every column and index of our tables, as text. */
async function readShape(storage: Storage): Promise<readonly string[]> {
  const { rows } = await storage.executeSql(`
    select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as part
    from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f')
    order by 1`);
  return rows.map((row) => JSON.stringify(row));
}

describeStorages("migrations", (place) => {
  let database: TestDatabase;
  let storage: Storage;
  const future = { name: "9999-future", apply: fail };
  beforeAll(async () => {
    database = await place.create();
    storage = await openStorage(database.settings, []);
  });
  beforeEach(async () => {
    await storage.executeSql("drop schema public cascade; create schema public");
  });
  afterAll(async () => storage.close());

  test("lead to the same tables from empty and from each earlier state, and keep the rows", async () => {
    await migrate(storage.db, migrations);
    const shape = await readShape(storage);
    expect(shape.length).toBeGreaterThan(80);
    for (let count = 0; count < migrations.length; count++) {
      await storage.executeSql("drop schema public cascade; create schema public");
      await migrate(storage.db, migrations.slice(0, count));
      if (count > 0) {
        // With the columns that there were at first: today's code writes more.
        await storage.executeSql(`insert into predictions
            (id, created_at, content_hash, language, verdict, detectors, model_version, latency_ms, lines, truncated, answer)
          values ('an-id', now(), 'a-hash', 'python', 'ai', '[]', 'quick@0.1.0', 4.5, 60, false, '{}')`);
      }
      await migrate(storage.db, migrations);
      expect(await readShape(storage)).toEqual(shape);
      const kept = await storage.db.selectFrom("predictions").select("verdict").execute();
      expect(kept).toHaveLength(Math.min(count, 1));
    }
  });

  test("are applied once", async () => {
    await migrate(storage.db, migrations);
    await insertPredictions(storage.db, [samplePrediction()]);
    await migrate(storage.db, migrations);
    expect(await storage.db.selectFrom("predictions").select("verdict").execute()).toEqual([{ verdict: "ai" }]);
  });

  test("refuse a database of a newer version, and leave it as it is", async () => {
    await migrate(storage.db, migrations);
    await storage.executeSql("insert into migrations (name) values ('9999-future')");
    await expect(migrate(storage.db, migrations)).rejects.toThrow(
      "9999-future, which this whowrote does not know: a newer one has used it",
    );
    // The version that knows it finds nothing to do.
    await migrate(storage.db, [...migrations, future]);
  });

  test("are all applied, or none: a step that fails leaves nothing behind", async () => {
    await expect(migrate(storage.db, [...migrations, future])).rejects.toThrow("broken");
    expect(await readShape(storage)).toEqual([]);
  });

  test("are applied by one of many processes that start at once", async () => {
    await Promise.all(Array.from({ length: 4 }, async () => migrate(storage.db, migrations)));
    const { rows } = await storage.executeSql("select name from migrations order by name");
    expect(rows).toEqual(migrations.map(({ name }) => ({ name })));
  });
});

async function fail(): Promise<void> {
  return Promise.reject(new Error("broken"));
}
