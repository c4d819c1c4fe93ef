import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { createId } from "../../src/id.ts";
import type { Drift } from "../../src/monitoring.ts";
import type { Retraining } from "../../src/retrain.ts";
import { openRetraining } from "../../src/retrain/open-retraining.ts";
import type { Storage } from "../../src/storage.ts";
import { shareStorage } from "../shared-storage.ts";
import { describeStorages } from "../storages.ts";

const patient = { timeout: 15_000 };
const node = (script: string): string => JSON.stringify([process.execPath, "-e", script]);

describeStorages("retraining", (place) => {
  const opened: Retraining[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(async (one) => one.close()));
  });

  const empty = shareStorage(place);
  const open = async (changes: object, alarms: readonly Drift[] = []) => {
    const { storage, settings } = await empty();
    const { data } = settings;
    rmSync(join(data, "retrain"), { recursive: true, force: true });
    mkdirSync(data, { recursive: true });
    const create = (): Retraining => {
      const retraining = openRetraining({
        storage,
        versions: { list: async () => Promise.resolve([]) },
        monitoring: { alarms: async () => Promise.resolve(alarms) },
        settings: { ...settings, ...changes },
        logger: pino({ level: "silent" }),
        tickMs: 20,
      });
      opened.push(retraining);
      return retraining;
    };
    const readLog = (id: string) => readFileSync(join(data, "retrain", `${id}.log`), "utf8");
    return { create, storage, data, readLog };
  };

  const audited = async ({ db }: Storage) =>
    (await db.selectFrom("audit_log").select(["actor", "action", "detail"]).orderBy("id").execute()).map(
      ({ actor, action, detail }) => [actor, action, detail],
    );

  test("the command runs without a shell in the data folder, its output goes to a log, its end to the audit log", async () => {
    const script =
      "console.log(process.cwd(), process.argv.slice(1).join('|'), process.env.WHOWROTE_MODELS !== undefined)";
    const command = JSON.stringify([process.execPath, "-e", script, "--", "$HOME", "a b", ";exit 1"]);
    const { create, storage, data, readLog } = await open({ retrainCommand: command });
    const retraining = create();
    const { id } = await retraining.start("request", "key 1");
    await retraining.ended();
    expect(readLog(id)).toBe(`${data} $HOME|a b|;exit 1 true\n`);
    expect(await retraining.runs(10)).toMatchObject([{ id, state: "done", exitCode: 0, reason: "request" }]);
    expect(await audited(storage)).toEqual([
      ["key 1", "retrain.start", { reason: "request" }],
      ["server", "retrain.end", { state: "done", exit_code: 0, made: [] }],
    ]);
  });

  test("the command sees no secret of the server", async () => {
    process.env["DATABASE_URL"] = "postgres://user:secret@host/name";
    const { create, readLog } = await open({ retrainCommand: node("console.log(Object.values(process.env).join())") });
    const retraining = create();
    const { id } = await retraining.start("request", "key 1");
    await retraining.ended();
    delete process.env["DATABASE_URL"];
    expect(readLog(id)).not.toContain("secret");
  });

  test("two never run at once, not even of two servers on one database", async () => {
    const { create } = await open({ retrainCommand: node("setTimeout(() => {}, 60_000)") });
    const [one, other] = [create(), create()];
    await one.start("request", "key 1");
    await expect(other.start("request", "key 2")).rejects.toMatchObject({ status: 409 });
    await one.close();
    expect((await one.runs(10)).map(({ state }) => state)).toEqual(["aborted"]);
    await other.start("request", "key 2");
  });

  test("a run that takes too long is ended with everything it started", async () => {
    const script =
      "const { spawn } = require('node:child_process');" +
      "console.log(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }).pid);" +
      "process.on('SIGTERM', () => {}); setTimeout(() => process.exit(0), 300)";
    const { create, readLog } = await open({ retrainCommand: node(script), retrainHours: 1 / 3600 });
    const retraining = create();
    const { id } = await retraining.start("request", "key 1");
    await retraining.ended();
    expect((await retraining.runs(1))[0]).toMatchObject({ state: "timed-out" });
    const grandchild = Number(readLog(id));
    await expect.poll(() => isAlive(grandchild), patient).toBe(false);
  });

  test("a program that is not there has failed, and the log says why", async () => {
    const { create, readLog } = await open({ retrainCommand: "no-such-program --train" });
    const retraining = create();
    const { id } = await retraining.start("request", "key 1");
    await retraining.ended();
    expect((await retraining.runs(1))[0]).toMatchObject({ state: "failed", exitCode: null });
    expect(readLog(id)).toContain("no-such-program could not be started");
  });

  test("a run whose server was killed does not keep the next one from running", async () => {
    const { create, storage } = await open({ retrainCommand: node("") });
    const long = new Date(Date.now() - 3_600_000);
    await storage.db
      .insertInto("retrain_runs")
      .values({ id: createId(long), reason: "schedule", state: "running", started_at: long, beat_at: long })
      .execute();
    const retraining = create();
    await retraining.start("request", "key 1");
    await retraining.ended();
    expect((await retraining.runs(10)).map(({ state }) => state)).toEqual(["done", "aborted"]);
  });

  test("a program that outlived its server keeps the next run from beginning until it has ended", async () => {
    const { create, data } = await open({ retrainCommand: node("") });
    const left = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { detached: true, stdio: "ignore" });
    const ended = once(left, "close");
    writeFileSync(join(data, "retrain.json"), JSON.stringify({ group: left.pid, until: Date.now() + 60_000 }));
    const retraining = create();
    await expect(retraining.start("request", "key 1")).rejects.toMatchObject({ status: 409 });
    left.kill("SIGKILL");
    await ended;
    await retraining.start("request", "key 1");
    await retraining.ended();
    expect((await retraining.runs(10)).map(({ state }) => state)).toEqual(["done"]);
    expect(readdirSync(data)).not.toContain("retrain.json");
  });

  test("a run that is due by schedule begins by itself, and one that was missed is made up for once", async () => {
    const { create, storage } = await open({ retrainCommand: node(""), retrainSchedule: "1d" });
    const before = new Date(Date.now() - 3 * 86_400_000);
    await storage.db
      .insertInto("model_versions")
      .values({ id: "quick@1", folder: "quick", fingerprint: "", weight: 1, state: "active", created_at: before })
      .execute();
    const retraining = create();
    await expect.poll(async () => (await retraining.runs(10)).map(({ state }) => state), patient).toEqual(["done"]);
    // Many looks later there is still one.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await retraining.runs(10)).map(({ reason }) => reason)).toEqual(["schedule"]);
  });

  test("an alarm begins a run, once a week at most; a warning does not", async () => {
    const alarm: Drift = {
      week: "2026-03-02",
      language: "go",
      version: "quick@1",
      of: "probability",
      n: 300,
      level: "alarm",
      measured: null,
      reading: "",
    };
    const settings = { retrainCommand: node(""), retrainOnAlarm: true };
    const calm = (await open(settings, [{ ...alarm, level: "warning" }])).create();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await calm.runs(10)).toEqual([]);
    await calm.close();
    const retraining = (await open(settings, [alarm])).create();
    await expect.poll(async () => (await retraining.runs(10)).map(({ state }) => state), patient).toEqual(["done"]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await retraining.runs(10)).map(({ reason }) => reason)).toEqual(["alarm"]);
  });

  test("without a command there is nothing to start, and a bad one stops the start by name", async () => {
    const { create } = await open({});
    await expect(create().start("request", "key 1")).rejects.toMatchObject({ status: 404 });
    const bad = await open({ retrainCommand: "x", retrainSchedule: "now and then" });
    expect(bad.create).toThrow("WHOWROTE_RETRAIN_SCHEDULE");
  });

  test("twenty logs are kept", async () => {
    const { create, data } = await open({ retrainCommand: node("") });
    const retraining = create();
    mkdirSync(join(data, "retrain"), { recursive: true });
    for (let at = 0; at < 30; at++) writeFileSync(join(data, "retrain", `${createId(new Date(at))}.log`), "");
    const { id } = await retraining.start("request", "key 1");
    await retraining.ended();
    const kept = readdirSync(join(data, "retrain"));
    expect(kept).toHaveLength(20);
    expect(kept).toContain(`${id}.log`);
  });
});

function isAlive(pid: number): boolean {
  try {
    // A zombie that nobody has waited for yet counts as ended.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
