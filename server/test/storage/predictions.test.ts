import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { createId, timeOfId } from "../../src/id.ts";
import type { Storage } from "../../src/storage.ts";
import { addFeedback, listFeedback } from "../../src/storage/feedback.ts";
import { createPredictionRecorder } from "../../src/storage/prediction-recorder.ts";
import {
  deletePrediction,
  getPrediction,
  insertPredictions,
  listPredictions,
  type PredictionFilter,
} from "../../src/storage/predictions.ts";
import { countPredictions } from "../../src/storage/statistics.ts";
import { describeStorages } from "../storages.ts";
import { samplePrediction } from "./sample-prediction.ts";

describeStorages("predictions", (place) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await (await place.create()).openKept();
  });
  afterAll(async () => storage.close());

  test("what is recorded is given back as it was, with the time of its id", async () => {
    const id = createId();
    const answer = { z: 1, a: { b: [1.5, null, "ü \u{1f600}"] }, nul: "a\u0000b", half: "\ud800" };
    const detectors = [{ detector: "neural", score: null, abstains: "too short" }] as const;
    await createPredictionRecorder(storage.db)(
      samplePrediction({ id, answer, detectors, path: "src/a.py", code: "x" }),
    );
    const row = await getPrediction(storage.db, id);
    expect(row).toMatchObject({ id, detectors, path: "src/a.py", code: "x", created_at: timeOfId(id), key_id: null });
    expect(JSON.stringify(row?.answer)).toBe(JSON.stringify(answer));
  });

  test("NUL and half a surrogate pair in path and code are replaced, elsewhere refused", async () => {
    const id = createId();
    const record = createPredictionRecorder(storage.db);
    await record(samplePrediction({ id, path: "a\u0000\udc00", code: "\ud800b" }));
    expect(await getPrediction(storage.db, id)).toMatchObject({ path: "a\u2400\ufffd", code: "\ufffdb" });
    for (const language of ["py\u0000", "py\ud800"]) {
      await expect(record(samplePrediction({ language }))).rejects.toThrow("cannot be stored");
      await expect(storage.db.selectFrom("predictions").where("language", "=", language).execute()).rejects.toThrow(
        "cannot be stored",
      );
    }
  });

  test("while somebody types, the answers that did not stand for half a minute give way to the next", async () => {
    const record = createPredictionRecorder(storage.db);
    const at = (second: number) => createId(new Date(Date.UTC(2026, 0, 1, 0, 0, second)));
    const typed = (second: number, more = {}) => samplePrediction({ id: at(second), draft: "draft-one", ...more });
    const rows = {
      looked: typed(0),
      passed: typed(40),
      doubted: typed(41),
      anothers: typed(42, { draft: "draft-two" }),
      anotherKeys: typed(42, { key_id: "key" }),
      none: typed(42, { draft: null }),
      last: typed(43),
    };
    await record(rows.looked);
    await record(rows.passed);
    await record(rows.doubted);
    await addFeedback(storage.db, { predictionId: rows.doubted.id, says: "human", note: "" });
    await Promise.all([rows.anothers, rows.anotherKeys, rows.none, rows.last].map(record));
    const kept = await Promise.all(Object.values(rows).map(async ({ id }) => getPrediction(storage.db, id)));
    expect(Object.keys(rows).filter((_, index) => kept[index] !== undefined)).toEqual([
      "looked",
      "doubted",
      "anothers",
      "anotherKeys",
      "none",
      "last",
    ]);
  });

  test("a refused row does not fail the rows written with it", async () => {
    const record = createPredictionRecorder(storage.db);
    const good = Array.from({ length: 40 }, () => samplePrediction());
    const twin = samplePrediction();
    const bad = [
      twin,
      samplePrediction({ language: "\u0000" }),
      samplePrediction({ lines: 2 ** 40 }),
      samplePrediction({ answer: { big: 1n } }),
    ];
    const all = [...good.slice(0, 13), twin, ...bad.slice(0, 2), ...good.slice(13), ...bad.slice(2)];
    const results = await Promise.allSettled(all.map(record));
    const kept = await storage.db
      .selectFrom("predictions")
      .select("id")
      .where(
        "id",
        "in",
        all.map(({ id }) => id),
      )
      .execute();
    expect(kept.map(({ id }) => id).toSorted()).toEqual([...good, twin].map(({ id }) => id).toSorted());
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(4);
  });

  test("long answers do not all go into one statement", async () => {
    const record = createPredictionRecorder(storage.db);
    const answer = { text: "x".repeat(1_500_000) };
    const predictions = Array.from({ length: 6 }, () => samplePrediction({ job_id: "long", answer }));
    await Promise.all(predictions.map(record));
    const { rows } = await storage.executeSql(
      "select count(*) as count from predictions where job_id = 'long' group by xmin order by 1",
    );
    expect(rows).toEqual([{ count: 1 }, { count: 1 }, { count: 2 }, { count: 2 }]);
  });

  test("concurrent predictions share statements", async () => {
    const xids = await recordAndCountTransactions(storage, 200);
    expect(xids).toBeLessThan(10);
  });

  test("a deleted prediction is gone with its feedback", async () => {
    const { id } = await insertOne(storage);
    expect(await addFeedback(storage.db, { predictionId: id, says: "human", note: "mine\u0000" })).toMatchObject({
      prediction_id: id,
      says: "human",
      note: "mine\u2400",
      key_id: null,
    });
    expect(await listFeedback(storage.db, id)).toHaveLength(1);
    expect(await deletePrediction(storage.db, id)).toBe(true);
    expect(await deletePrediction(storage.db, id)).toBe(false);
    expect(await listFeedback(storage.db, id)).toEqual([]);
    expect(await addFeedback(storage.db, { predictionId: id, says: "ai", note: "" })).toBeUndefined();
  });
});

describeStorages("lists and statistics of predictions", (place) => {
  let storage: Storage;
  const day = (number: number): Date => new Date(Date.UTC(2026, 2, number, 12));
  beforeAll(async () => {
    storage = await (await place.create()).openKept();
    await insertPredictions(
      storage.db,
      Array.from({ length: 60 }, (_, index) =>
        samplePrediction({
          id: createId(day(1 + Math.floor(index / 20))),
          language: index % 2 === 0 ? "python" : "rust",
          verdict: index % 3 === 0 ? "human" : "ai",
          probability: index % 3 === 0 ? 0.25 : index % 4 === 0 ? null : 0.75,
          model_version: index < 30 ? "quick@0.1.0" : "quick@0.2.0",
          content_hash: String(index % 10).repeat(64),
          key_id: index % 5 === 0 ? "key" : null,
          job_id: index % 6 === 0 ? "job" : null,
          code: "secret",
        }),
      ),
    );
  });
  afterAll(async () => storage.close());

  const filters: readonly (readonly [string, PredictionFilter, number])[] = [
    ["nothing", {}, 60],
    ["verdict", { verdict: "human" }, 20],
    ["language", { language: "rust" }, 30],
    ["hash", { contentHash: "3".repeat(64) }, 6],
    ["version", { modelVersion: "quick@0.2.0" }, 30],
    ["key", { keyId: "key" }, 12],
    ["job", { jobId: "job" }, 10],
    ["time", { since: day(2), until: day(3) }, 20],
    ["all together", { verdict: "human", language: "python", keyId: "key", since: day(1), until: day(4) }, 2],
    ["quotes", { language: "'; drop table predictions; --" }, 0],
  ];
  for (const [name, filter, count] of filters) {
    test(`a filter by ${name} finds ${count}, in pages without gap or repetition, newest first`, async () => {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await listPredictions(storage.db, filter, { limit: 7, ...(after !== undefined && { after }) });
        ids.push(...page.rows.map(({ id }) => id));
        expect(page.rows.every((row) => !("code" in row))).toBe(true);
        after = page.next;
      } while (after !== undefined);
      expect(ids).toHaveLength(count);
      expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
    });
  }

  test("a page is not shifted by what is written after the first", async () => {
    const first = await listPredictions(storage.db, { language: "rust" }, { limit: 5 });
    const { id } = await insertOne(storage, { language: "rust" });
    const second = await listPredictions(storage.db, { language: "rust" }, { limit: 5, after: first.next ?? "" });
    expect(second.rows.some((row) => first.rows.some((other) => other.id === row.id))).toBe(false);
    await deletePrediction(storage.db, id);
  });

  test("counts add up by each dimension, with hand-counted means", async () => {
    const { db } = storage;
    expect(await countPredictions(db, {}, [])).toMatchObject([{ count: 60, verdict: null, day: null }]);
    expect(await countPredictions(db, {}, ["verdict"])).toMatchObject([
      { verdict: "ai", count: 40, mean_probability: 0.75, mean_latency_ms: 4.5 },
      { verdict: "human", count: 20, mean_probability: 0.25 },
    ]);
    expect(await countPredictions(db, { language: "rust" }, ["day", "model_version"])).toMatchObject([
      { day: "2026-03-01", model_version: "quick@0.1.0", count: 10 },
      { day: "2026-03-02", model_version: "quick@0.1.0", count: 5 },
      { day: "2026-03-02", model_version: "quick@0.2.0", count: 5 },
      { day: "2026-03-03", model_version: "quick@0.2.0", count: 10 },
    ]);
    expect(await countPredictions(db, { language: "none" }, [])).toMatchObject([{ count: 0, mean_probability: null }]);
  });
});

describe("ids", () => {
  test("sort in the order in which they were made", () => {
    const ids = Array.from({ length: 10_000 }, () => createId());
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(10_000);
    expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});

async function insertOne(storage: Storage, changes = {}): Promise<{ id: string }> {
  const prediction = samplePrediction(changes);
  await insertPredictions(storage.db, [prediction]);
  return prediction;
}

/** A statement is a transaction of its own; `xmin` names the one that wrote a row. */
async function recordAndCountTransactions(storage: Storage, count: number): Promise<number> {
  const record = createPredictionRecorder(storage.db);
  const predictions = Array.from({ length: count }, () => samplePrediction({ job_id: "together" }));
  await Promise.all(predictions.map(record));
  const { rows } = await storage.executeSql("select distinct xmin from predictions where job_id = 'together'");
  return rows.length;
}
