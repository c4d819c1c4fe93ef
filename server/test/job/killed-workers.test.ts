import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterEach, expect, it } from "vitest";
import { bundleTexts } from "../../src/job/bundle/json.ts";
import { findJob } from "../../src/job/find-jobs.ts";
import { listFiles } from "../../src/job/job-files.ts";
import { openJobs } from "../../src/job/open-jobs.ts";
import type { Job } from "../../src/job.ts";
import type { Storage } from "../../src/storage.ts";
import { describeStorages, type TestDatabase } from "../storages.ts";
import { createPlainPredictor } from "./plain-predictor.ts";

/** Another worker takes over after 10 s of silence, and waits a little longer each time. */
const limitMs = 120_000;

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});

function startWorker({ variables }: TestDatabase): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./work.ts", import.meta.url))], {
    env: { PATH: process.env["PATH"], ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  return child;
}

/** Starts it again whenever it ends, as systemd or Kubernetes would. */
function keepWorking(database: TestDatabase): void {
  const child = startWorker(database);
  child.once("exit", () => {
    if (children.delete(child)) keepWorking(database);
  });
}

async function untilOver({ db }: Storage, id: string): Promise<Job> {
  for (;;) {
    const job = await findJob(db, id);
    if (job?.state !== "queued" && job?.state !== "running") return job!;
    await sleep(50);
  }
}

async function untilBegun({ db }: Storage, id: string, files: number): Promise<void> {
  while ((await findJob(db, id))!.files.done < files) await sleep(10);
}

/** Each file has one prediction, and there is no other one. */
async function checkResults({ db }: Storage, id: string, count: number): Promise<void> {
  const files = await listFiles(db, id, { after: -1, limit: count + 1 });
  expect(files.filter(({ state }) => state === "done")).toHaveLength(count);
  expect(new Set(files.map(({ prediction }) => prediction?.id)).size).toBe(count);
  const rows = await db.selectFrom("predictions").select(["path"]).where("job_id", "=", id).execute();
  expect(rows).toHaveLength(count);
  expect(new Set(rows.map(({ path }) => path)).size).toBe(count);
}

describeStorages("Kill -9 of a worker", (place) => {
  const code = (index: number): string => `value = ${index} # takes 2 ms\n`;

  async function makeJob(database: TestDatabase, codes: readonly string[]) {
    const storage = await database.open();
    const parts = { settings: database.settings, logger: pino({ level: "silent" }), storage };
    const jobs = await openJobs({ ...parts, predictor: createPlainPredictor() }, 0);
    const { id } = await jobs.create(bundleTexts(codes.map((text, index) => ({ path: `${index}.py`, code: text }))), {
      options: {},
    });
    await jobs.close();
    return { id, storage };
  }

  it.runIf(place.engine === "pglite")(
    "in the middle of a job loses and doubles no file of the embedded database",
    { timeout: limitMs },
    async () => {
      const database = await place.create();
      const { id, storage } = await makeJob(
        database,
        Array.from({ length: 600 }, (_, index) => `value = ${index} # takes 200 ms\n`),
      );
      await storage.close();
      const child = startWorker(database);
      await once(child.stdout!, "data");
      await sleep(500);
      child.kill("SIGKILL");
      await once(child, "exit");
      const again = await database.open();
      expect(await findJob(again.db, id)).toMatchObject({ state: "running" });
      const jobs = await openJobs(
        {
          settings: database.settings,
          logger: pino({ level: "silent" }),
          storage: again,
          predictor: createPlainPredictor(),
        },
        2,
      );
      await untilOver(again, id);
      await checkResults(again, id, 600);
      await jobs.close();
    },
  );

  it.runIf(place.engine === "postgres")(
    "in the middle of a job of 5,000 files loses and doubles none",
    { timeout: limitMs },
    async () => {
      const database = await place.create();
      const { id, storage } = await makeJob(
        database,
        Array.from({ length: 5000 }, (_, index) => code(index)),
      );
      const victim = startWorker(database);
      const survivor = startWorker(database);
      await Promise.all([once(victim.stdout!, "data"), once(survivor.stdout!, "data")]);
      await untilBegun(storage, id, 500);
      victim.kill("SIGKILL");
      expect(await untilOver(storage, id)).toMatchObject({
        state: "done",
        files: { total: 5000, done: 5000, failed: 0 },
      });
      await checkResults(storage, id, 5000);
    },
  );

  it.runIf(place.engine === "postgres")(
    "by a file that always does it leaves that file failed, and its neighbours judged",
    { timeout: limitMs },
    async () => {
      const database = await place.create();
      const codes = Array.from({ length: 40 }, (_, index) => (index === 7 ? "poison = 1\n" : code(index)));
      const { id, storage } = await makeJob(database, codes);
      keepWorking(database);
      // The clock of the queue is moved on, so that a silent worker is missed at once.
      const hurry = setInterval(() => {
        void storage.executeSql(
          "update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute', start_after = now() where state in ('active', 'retry')",
        );
      }, 1500);
      try {
        expect(await untilOver(storage, id)).toMatchObject({ state: "done", files: { done: 39, failed: 1 } });
      } finally {
        clearInterval(hurry);
      }
      const failed = (await listFiles(storage.db, id, { after: -1, limit: 50 })).filter(
        ({ state }) => state === "failed",
      );
      expect(failed).toMatchObject([
        { position: 7, error: "It could not be judged: the worker ended each of the 3 times that it was begun." },
      ]);
    },
  );

  it.runIf(place.engine === "postgres")(
    "is not needed: SIGTERM lets it end what it does",
    { timeout: limitMs },
    async () => {
      const database = await place.create();
      const { id, storage } = await makeJob(
        database,
        Array.from({ length: 200 }, (_, index) => code(index)),
      );
      const child = startWorker(database);
      await once(child.stdout!, "data");
      await untilBegun(storage, id, 1);
      child.kill("SIGTERM");
      const [text] = (await once(child.stdout!, "data")) as [Buffer];
      expect(text.toString()).toBe("drained\n");
      const begun = await storage.db
        .selectFrom("job_files")
        .select("position")
        .where("job_id", "=", id)
        .where("tries", ">", 0)
        .where("state", "=", "waiting")
        .execute();
      expect(begun).toEqual([]);
    },
  );
});
