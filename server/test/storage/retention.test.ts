import { afterAll, beforeAll, expect, test } from "vitest";
import { createId } from "../../src/id.ts";
import type { Storage } from "../../src/storage.ts";
import { insertPredictions } from "../../src/storage/predictions.ts";
import type { Tables } from "../../src/storage/tables.ts";
import { deleteExpired, startRetention } from "../../src/storage/retention.ts";
import { describeStorages } from "../storages.ts";
import { samplePrediction } from "./sample-prediction.ts";

const now = new Date(Date.UTC(2026, 5, 30));
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

describeStorages("retention", (place) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await (await place.create()).openKept();
  });
  afterAll(async () => storage.close());

  test("deletes what is older, in chunks, with ended jobs and idempotency keys, and nothing younger", async () => {
    const { db } = storage;
    const old = Array.from({ length: 2300 }, () => samplePrediction({ id: createId(daysAgo(31)) }));
    const young = Array.from({ length: 10 }, () => samplePrediction({ id: createId(daysAgo(29)) }));
    await insertPredictions(db, old.slice(0, 1200));
    await insertPredictions(db, [...old.slice(1200), ...young]);
    const made = (state: Tables["jobs"]["state"], at: Date) => ({
      id: createId(at),
      state,
      created_at: at,
      files_total: 1,
      options: "{}",
    });
    const jobs = (["done", "failed", "cancelled", "queued", "running"] as const).map((state) =>
      made(state, daysAgo(40)),
    );
    await db.insertInto("jobs").values(jobs).execute();
    const uploads = [made("receiving", daysAgo(1)), made("receiving", daysAgo(0))];
    await db.insertInto("jobs").values(uploads).execute();
    await db
      .insertInto("job_files")
      .values(jobs.map(({ id }) => ({ job_id: id, position: 0, path: "a", prediction_id: old[0]?.id ?? null })))
      .execute();
    await db
      .insertInto("idempotency_keys")
      .values([1, 3].map((days) => ({ scope: "s", key: String(days), request_hash: "h", created_at: daysAgo(days) })))
      .execute();

    const options = { retentionDays: 30, idempotencyHours: 48 };
    expect(await deleteExpired(db, { ...options, retentionDays: 0 }, now)).toEqual({
      predictions: 0,
      jobs: 0,
      uploads: 1,
      idempotencyKeys: 1,
    });
    expect(await deleteExpired(db, options, now)).toMatchObject({ predictions: 2300, jobs: 3, uploads: 0 });
    expect(await deleteExpired(db, options, now)).toMatchObject({ predictions: 0, jobs: 0, idempotencyKeys: 0 });
    expect(await db.selectFrom("jobs").select("id").where("state", "=", "receiving").execute()).toEqual([
      { id: uploads[1]!.id },
    ]);
    const left = await db.selectFrom("predictions").select("id").orderBy("id").execute();
    expect(left.map(({ id }) => id)).toEqual(young.map(({ id }) => id).toSorted());
    expect(await db.selectFrom("job_files").select(["path", "prediction_id"]).execute()).toEqual([
      { path: "a", prediction_id: null },
      { path: "a", prediction_id: null },
    ]);
    expect(await db.selectFrom("idempotency_keys").select("key").execute()).toEqual([{ key: "1" }]);
  });

  test("on a timer it tells what it deleted, and what went wrong", async () => {
    await insertPredictions(storage.db, [samplePrediction({ id: createId(new Date(0)) })]);
    await insertPredictions(storage.db, [samplePrediction()]);
    const options = { retentionDays: 1, idempotencyHours: 1 };
    const told: unknown[] = [];
    const listener = { onDeleted: (deleted: unknown) => told.push(deleted), onError: () => told.push("failed") };
    await startRetention(storage.db, options, 60_000, listener).close();
    expect(told).toMatchObject([{ predictions: expect.any(Number) as number, jobs: 0 }]);
    expect(await storage.db.selectFrom("predictions").select("verdict").execute()).toHaveLength(1);
    await storage.close();
    await startRetention(storage.db, options, 60_000, listener).close();
    expect(told).toHaveLength(2);
    expect(told[1]).toBe("failed");
  });
});
