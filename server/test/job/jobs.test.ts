import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { InferenceClosedError, QueueFullError } from "../../src/inference.ts";
import { bundleTexts, type TextFile } from "../../src/job/bundle/json.ts";
import { cancelJob, deleteJob } from "../../src/job/end-job.ts";
import { findJob, listJobs } from "../../src/job/find-jobs.ts";
import { listFiles } from "../../src/job/job-files.ts";
import { openJobs } from "../../src/job/open-jobs.ts";
import { watchJob } from "../../src/job/watch-job.ts";
import type { Job, JobEvent, Jobs } from "../../src/job.ts";
import type { Storage } from "../../src/storage.ts";
import { describeStorages } from "../storages.ts";
import { createPlainPredictor } from "./plain-predictor.ts";

const logger = pino({ level: "silent" });
const files = (count: number, takes = 0): TextFile[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `src/${index}.py`,
    code: `value = ${index} # takes ${takes} ms\n`,
  }));

async function untilOver({ db }: Storage, id: string): Promise<Job> {
  for (;;) {
    const job = await findJob(db, id);
    if (job === undefined || (job.state !== "queued" && job.state !== "running")) return job!;
    await sleep(20);
  }
}

describeStorages("A job", (place) => {
  let storage: Storage;
  let jobs: Jobs;
  let before: (path: string | undefined) => void = () => {};

  beforeAll(async () => {
    const database = await place.create();
    storage = await database.openKept();
    const predictor = createPlainPredictor(({ path }) => before(path));
    jobs = await openJobs({ settings: database.settings, logger, storage, predictor }, 2);
  });
  afterAll(async () => {
    await jobs.close();
    await storage.close();
  });

  it("judges every file once, in many chunks, and drops the texts", async () => {
    const made = await jobs.create(bundleTexts(files(150)), { options: {}, keyId: "key" });
    expect(made).toMatchObject({ state: "queued", files: { total: 150, done: 0, failed: 0, skipped: 0 } });
    const job = await untilOver(storage, made.id);
    expect(job).toMatchObject({ state: "done", files: { total: 150, done: 150, failed: 0 }, keyId: "key" });
    const results = await listFiles(storage.db, made.id, { after: -1, limit: 1000 });
    expect(results.map(({ path }) => path)).toEqual(files(150).map(({ path }) => path));
    expect(new Set(results.map(({ prediction }) => prediction?.id)).size).toBe(150);
    const rows = await storage.db
      .selectFrom("job_files")
      .select(["text", "finished_number"])
      .where("job_id", "=", made.id)
      .execute();
    expect(rows.every(({ text }) => text === null)).toBe(true);
    expect(rows.map(({ finished_number }) => finished_number).sort((a, b) => a! - b!)).toEqual(
      Array.from({ length: 150 }, (_, index) => index + 1),
    );
    const { count } = await storage.db
      .selectFrom("predictions")
      .select(({ fn }) => fn.countAll().as("count"))
      .where("job_id", "=", made.id)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(150);
  });

  it("lists what is not judged with its reason, and is done though files failed", async () => {
    const { id } = await jobs.create(
      bundleTexts([
        { path: "a.py", code: "x = 1\n" },
        { path: "b.py", code: "" },
        { path: "c.py", code: "unjudgeable\n" },
        { path: "../d.py", code: "x = 1\n" },
        { path: "no-ending", code: "package b\n", language: "go" },
      ]),
      { options: {} },
    );
    expect(await untilOver(storage, id)).toMatchObject({
      state: "done",
      files: { total: 5, done: 2, failed: 1, skipped: 2 },
    });
    const results = await listFiles(storage.db, id, { after: -1, limit: 10 });
    expect(results.map(({ state, language, error }) => [state, language, error])).toEqual([
      ["done", "python", undefined],
      ["skipped", undefined, "empty"],
      ["failed", "python", "This code cannot be judged."],
      ["skipped", undefined, "its path leads out of the upload"],
      ["done", "go", undefined],
    ]);
  });

  it("is over at once when there is nothing to judge, and failed when nothing could be", async () => {
    const empty = await jobs.create(bundleTexts([{ path: "a.py", code: "" }]), { options: {} });
    expect(empty).toMatchObject({ state: "done", files: { total: 1, skipped: 1 } });
    const { id } = await jobs.create(bundleTexts([{ path: "a.py", code: "unjudgeable" }]), { options: {} });
    expect(await untilOver(storage, id)).toMatchObject({
      state: "failed",
      error: "No file could be judged; its results say why.",
    });
  });

  it("has the results of quick files before slow ones are judged", async () => {
    const codes = Array.from({ length: 12 }, (_, index) => `value = ${index} # takes ${index * 150} ms\n`);
    const { id } = await jobs.create(bundleTexts(codes.map((code, index) => ({ path: `${index}.py`, code }))), {
      options: {},
    });
    const counts = new Set<number>();
    for (;;) {
      const job = (await findJob(storage.db, id))!;
      counts.add(job.files.done);
      if (job.state === "done") break;
      await sleep(20);
    }
    expect(counts.size).toBeGreaterThan(2);
    expect([...counts].at(-1)).toBe(12);
  });

  it("waits when too much is waiting, and comes back after an outage", async () => {
    let calls = 0;
    before = () => {
      calls++;
      if (calls === 1) throw new InferenceClosedError("closed");
      if (calls === 4) throw new QueueFullError(9, 0.01);
    };
    const { id } = await jobs.create(bundleTexts(files(5)), { options: {} });
    expect(await untilOver(storage, id)).toMatchObject({ state: "done", files: { done: 5, failed: 0 } });
    const rows = await storage.db.selectFrom("job_files").select("tries").where("job_id", "=", id).execute();
    // Nobody was killed over them, so none of them is a suspect.
    expect(rows.map(({ tries }) => tries).every((tries) => tries <= 2)).toBe(true);
  });

  it("stops when it is cancelled, keeps what it has, and drops the texts", async () => {
    const { id } = await jobs.create(bundleTexts(files(2000, 60)), { options: {} });
    while ((await findJob(storage.db, id))!.files.done === 0) await sleep(10);
    expect(await cancelJob(storage.db, id)).toMatchObject({ state: "cancelled" });
    expect(await cancelJob(storage.db, id)).toBeUndefined();
    await sleep(300);
    const job = (await findJob(storage.db, id))!;
    expect(job.files.done).toBeLessThan(2000);
    const results = await listFiles(storage.db, id, { after: -1, limit: 2000 });
    expect(results.filter(({ state }) => state === "done")).toHaveLength(job.files.done);
    expect(results.filter(({ state }) => state === "cancelled")).toHaveLength(2000 - job.files.done);
    const texts = await storage.db
      .selectFrom("job_files")
      .select("text")
      .where("job_id", "=", id)
      .where("text", "is not", null)
      .execute();
    expect(texts).toEqual([]);
  });

  it("goes with its files and predictions when it is deleted, also while it runs", async () => {
    const { id } = await jobs.create(bundleTexts(files(400, 40)), { options: {} });
    while ((await findJob(storage.db, id))!.files.done === 0) await sleep(10);
    await deleteJob(storage.db, id, "operator");
    await sleep(200);
    expect(await findJob(storage.db, id)).toBeUndefined();
    expect(await storage.db.selectFrom("job_files").selectAll().where("job_id", "=", id).execute()).toEqual([]);
    expect(await storage.db.selectFrom("predictions").selectAll().where("job_id", "=", id).execute()).toEqual([]);
  });

  it("tells each file once, in one order, also to whoever was cut off in the middle", async () => {
    const { id } = await jobs.create(bundleTexts([...files(100, 5), { path: "e.py", code: "" }]), { options: {} });
    const seen: JobEvent[] = [];
    for await (const event of watchJob(storage.db, id, 0, new AbortController().signal)) {
      seen.push(event);
      if (event.type === "file" && event.number === 40) break;
    }
    for await (const event of watchJob(storage.db, id, 40, new AbortController().signal)) seen.push(event);
    const told = seen.filter((event) => event.type === "file");
    expect(told.map(({ number }) => number)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
    expect(new Set(told.map(({ file }) => file.path)).size).toBe(101);
    expect(seen.at(-1)).toMatchObject({ type: "end", number: 101, job: { state: "done" } });
  });

  it("is not told of any more when the reader has gone", async () => {
    const { id } = await jobs.create(bundleTexts(files(1, 300)), { options: {} });
    const reader = new AbortController();
    const types: string[] = [];
    for await (const { type } of watchJob(storage.db, id, 0, reader.signal)) {
      types.push(type);
      reader.abort();
    }
    expect(types).toEqual(["progress"]);
  });

  it("is seen by the key that made it and by no other", async () => {
    const made = await Promise.all(
      ["a", "b", "a"].map(async (keyId) => jobs.create(bundleTexts(files(1)), { options: {}, keyId })),
    );
    expect(await findJob(storage.db, made[0]!.id, { keyId: "b" })).toBeUndefined();
    const first = await listJobs(storage.db, { keyId: "a", limit: 1 });
    expect(first.jobs).toHaveLength(1);
    const second = await listJobs(storage.db, { keyId: "a", limit: 1, after: first.next });
    expect(second.jobs).toHaveLength(1);
    expect(second.next).toBeUndefined();
    expect((await listJobs(storage.db, { limit: 3 })).jobs.filter(({ keyId }) => keyId === "a")).toHaveLength(2);
  });

  it("goes on after a restart", { timeout: 120_000 }, async () => {
    const database = await place.create();
    const { settings } = database;
    const predictor = createPlainPredictor();
    const first = await database.open();
    const firstJobs = await openJobs({ settings, logger, storage: first, predictor }, 1);
    const { id } = await firstJobs.create(bundleTexts(files(300, 40)), { options: {} });
    while ((await findJob(first.db, id))!.files.done === 0) await sleep(10);
    await firstJobs.close();
    await first.close();
    const second = await database.open();
    const secondJobs = await openJobs({ settings, logger, storage: second, predictor }, 2);
    expect(await untilOver(second, id)).toMatchObject({ state: "done", files: { total: 300, done: 300 } });
    await secondJobs.close();
  });
});
