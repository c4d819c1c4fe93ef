import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleTexts } from "../../src/job/bundle/json.ts";
import { createJob } from "../../src/job/create-job.ts";
import { findJob } from "../../src/job/find-jobs.ts";
import { readBundle } from "../../src/job/intake.ts";
import { listFiles } from "../../src/job/job-files.ts";
import { openJobQueue, type JobQueue } from "../../src/job/queue.ts";
import { settleChunk } from "../../src/job/settle-chunk.ts";
import type { Settings } from "../../src/settings.ts";
import type { Storage } from "../../src/storage.ts";
import { describeStorages } from "../storages.ts";

describeStorages("A chunk whose tries are used up", (place) => {
  let storage: Storage;
  let settings: Settings;
  let queue: JobQueue;
  beforeAll(async () => {
    const database = await place.create();
    ({ settings } = database);
    storage = await database.openKept();
    queue = await openJobQueue(storage, pino({ level: "silent" }));
  });
  afterAll(async () => {
    await queue.close(1);
    await storage.close();
  });

  async function makeRunning(count: number): Promise<string> {
    const bundle = bundleTexts(
      Array.from({ length: count }, (_, index) => ({ path: `${index}.py`, code: `x = ${index}\n` })),
    );
    const { id } = await createJob(storage.db, queue, readBundle(bundle, {}, settings), { options: {} });
    await storage.db.updateTable("jobs").set({ state: "running" }).where("id", "=", id).execute();
    await storage.db.updateTable("job_files").set({ tries: 1 }).where("job_id", "=", id).execute();
    return id;
  }
  const tasksOf = async (id: string): Promise<readonly unknown[]> => {
    const { rows } = await storage.executeSql(
      "select data->>'from' as first, data->>'to' as last from pgboss.job where data->>'jobId' = $1 order by 1, 2",
      [id],
    );
    return rows;
  };

  it("fails the file that ended the workers, and sends its neighbours again, each by itself", async () => {
    const id = await makeRunning(3);
    const { db } = storage;
    await db.updateTable("job_files").set({ tries: 2 }).where("job_id", "=", id).where("position", "=", 1).execute();
    await settleChunk(db, queue, { jobId: id, from: 0, to: 2 });
    const files = await listFiles(db, id, { after: -1, limit: 10 });
    expect(files.map(({ state }) => state)).toEqual(["waiting", "failed", "waiting"]);
    expect(await tasksOf(id)).toEqual([
      { first: "0", last: "0" },
      { first: "0", last: "2" },
      { first: "2", last: "2" },
    ]);
  });

  it("fails all of its files when none is to blame, so that the job ends", async () => {
    const id = await makeRunning(2);
    await settleChunk(storage.db, queue, { jobId: id, from: 0, to: 1 });
    expect(await findJob(storage.db, id)).toMatchObject({ state: "failed", files: { total: 2, failed: 2 } });
    // Once more, as after a crash, changes nothing.
    await settleChunk(storage.db, queue, { jobId: id, from: 0, to: 1 });
    expect(await findJob(storage.db, id)).toMatchObject({ state: "failed", files: { total: 2, failed: 2 } });
  });
});
