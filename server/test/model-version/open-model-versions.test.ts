import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { createId } from "../../src/id.ts";
import type { ModelVersions } from "../../src/model-version.ts";
import { openModelVersions } from "../../src/model-version/open-model-versions.ts";
import type { Settings } from "../../src/settings.ts";
import type { Storage } from "../../src/storage.ts";
import { openInProcessInference, type InProcessInference } from "../in-process-inference.ts";
import { shareStorage } from "../shared-storage.ts";
import { describeStorages } from "../storages.ts";
import { createModelsFolder, type ModelsFolder } from "./models-folder.ts";

interface TestStorage {
  readonly storage: Storage;
  readonly settings: Settings;
}

interface Opened {
  readonly versions: ModelVersions;
  readonly inference: InProcessInference;
  readonly storage: Storage;
  close(): Promise<void>;
}

const patient = { timeout: 15_000 };
const text = readFileSync(import.meta.filename, "utf8")
  .split("\n")
  .slice(0, 40)
  .join("\n");
const source = { text, language: "typescript" } as const;

describeStorages("model versions", (place) => {
  const opened = new Set<Opened>();
  let models: ModelsFolder | undefined;

  const addModels = (...folders: readonly (readonly [folder: string, version: string])[]): ModelsFolder => {
    models = createModelsFolder();
    for (const [folder, version] of folders) models.add(folder, version);
    return models;
  };

  const empty = shareStorage(place);
  const open = async ({ storage, settings }: TestStorage): Promise<Opened> => {
    const inference = openInProcessInference();
    const versions = await openModelVersions({
      storage,
      inference,
      settings: { ...settings, models: models!.path, shadowShare: 1, signalShare: 1 },
      logger: pino({ level: "silent" }),
      pollMs: 50,
    });
    const one = {
      versions,
      inference,
      storage,
      close: async () => {
        opened.delete(one);
        await versions.close();
        inference.close();
      },
    };
    opened.add(one);
    return one;
  };

  afterEach(async () => {
    await Promise.all([...opened].map(async (one) => one.close()));
    models?.close();
  });

  test("the first start gives all traffic to the named checkpoint; others are inactive and not loaded", async () => {
    addModels(["quick", "0.1.0"], ["retrained", "0.2.0"]);
    const { versions, inference } = await open(await empty());
    expect(versions.choose("somebody")).toBe("quick@0.1.0");
    expect(versions.lineup().shares).toEqual([{ version: "quick@0.1.0", weight: 1 }]);
    const list = await versions.list();
    expect(list.map(({ id, state, weight, isLoaded }) => ({ id, state, weight, isLoaded }))).toEqual(
      expect.arrayContaining([
        { id: "quick@0.1.0", state: "active", weight: 1, isLoaded: true },
        { id: "quick@0.2.0", state: "inactive", weight: 0, isLoaded: false },
      ]),
    );
    expect(inference.versions()).toEqual(["quick@0.1.0"]);
    expect((await versions.history(10)).map(({ action, actor }) => [action, actor])).toEqual([["start", "server"]]);
  });

  test("what was promoted answers after a restart, and rolling back goes one change further each time", async () => {
    addModels(["quick", "0.1.0"], ["b", "0.2.0"], ["c", "0.3.0"]);
    const database = await empty();
    const first = await open(database);
    await first.versions.promote("quick@0.2.0", "key 1");
    await first.versions.promote("quick@0.3.0", "key 1");
    await first.close();

    const { versions, inference } = await open(database);
    expect(versions.choose(undefined)).toBe("quick@0.3.0");
    await versions.rollBack("key 2");
    expect(versions.choose(undefined)).toBe("quick@0.2.0");
    await versions.rollBack("key 2");
    expect(versions.choose(undefined)).toBe("quick@0.1.0");
    await expect(versions.rollBack("key 2")).rejects.toMatchObject({ status: 409 });
    expect((await versions.history(10)).map(({ action }) => action)).toEqual([
      "roll-back",
      "roll-back",
      "promote",
      "promote",
      "start",
    ]);
    await expect.poll(() => inference.versions(), patient).toEqual(["quick@0.1.0"]);
    const retired = (await versions.list()).find(({ id }) => id === "quick@0.3.0");
    expect(retired).toMatchObject({ state: "retired", isLoaded: false });
  });

  test("weights share the callers out, and each stays with its version", async () => {
    addModels(["quick", "0.1.0"], ["b", "0.2.0"]);
    const { versions } = await open(await empty());
    await versions.setLineup(
      {
        shares: [
          { version: "quick@0.1.0", weight: 0.8 },
          { version: "quick@0.2.0", weight: 0.2 },
        ],
        shadows: [],
      },
      "key 1",
    );
    const chosen = Array.from({ length: 300 }, (_, at) => versions.choose(`address ${at}`));
    expect(new Set(chosen)).toEqual(new Set(["quick@0.1.0", "quick@0.2.0"]));
    expect(Array.from({ length: 300 }, (_, at) => versions.choose(`address ${at}`))).toEqual(chosen);
  });

  test("no request fails while versions are promoted and rolled back", async () => {
    addModels(["quick", "0.1.0"], ["b", "0.2.0"]);
    const { versions, inference } = await open(await empty());
    let isOver = false;
    const answered: string[] = [];
    const ask = async (key: string): Promise<void> => {
      while (!isOver) {
        const { version, checkpoint } = await versions.use(key, async (chosen) => {
          // As a request that waits in the queue after its version was chosen.
          await new Promise((resolve) => setTimeout(resolve, 5));
          const { detection } = await inference.judge({ ...source, version: chosen, detail: "verdict" });
          return { version: chosen, checkpoint: detection.checkpoint };
        });
        expect(checkpoint).toBe(version.replace("@", " "));
        answered.push(version);
      }
    };
    const asking = Promise.all(Array.from({ length: 2 }, async (_, at) => ask(`caller ${at}`)));
    const changing = (async () => {
      for (let round = 0; round < 1; round++) {
        await versions.promote("quick@0.2.0", "key 1");
        await versions.rollBack("key 1");
      }
      await versions.promote("quick@0.2.0", "key 1");
    })().finally(() => {
      isOver = true;
    });
    await Promise.all([asking, changing]);
    expect(new Set(answered)).toEqual(new Set(["quick@0.1.0", "quick@0.2.0"]));
    await expect.poll(() => inference.versions(), patient).toEqual(["quick@0.2.0"]);
  });

  test("a broken folder is listed with its problem, which names no path, and cannot be promoted", async () => {
    const folder = addModels(["quick", "0.1.0"], ["cut-off", "0.2.0"], ["no-json", "0.3.0"]);
    truncateSync(join(folder.path, "cut-off", "weights.safetensors"), 1000);
    writeFileSync(join(folder.path, "no-json", "checkpoint.json"), "{");
    const { versions } = await open(await empty());
    const broken = (await versions.list()).filter(({ state }) => state === "broken");
    expect(broken.map(({ id }) => id)).toEqual(["cut-off", "no-json"]);
    for (const { id, problem } of broken) {
      expect(problem).toMatch(/Restore|again/);
      expect(problem).not.toContain(folder.path);
      await expect(versions.promote(id, "key 1")).rejects.toMatchObject({ status: 422 });
    }
    await expect(versions.promote("quick@9.9.9", "key 1")).rejects.toMatchObject({ status: 404 });
    expect(versions.choose("somebody")).toBe("quick@0.1.0");
    expect(await versions.history(10)).toHaveLength(1);
  });

  test("a checkpoint that appears while the server runs can be promoted", async () => {
    const folder = addModels(["quick", "0.1.0"]);
    const { versions } = await open(await empty());
    const id = folder.add("retrained", "0.2.0");
    expect((await versions.list()).map((one) => one.id).toSorted()).toEqual(["quick@0.1.0", id]);
    await versions.promote(id, "key 1");
    expect(versions.choose("somebody")).toBe(id);
  });

  test("other weights under a version that is known get an id of their own", async () => {
    const folder = addModels(["quick", "0.1.0"], ["b", "0.2.0"]);
    const database = await empty();
    await (await open(database)).close();
    const file = join(folder.path, "b", "checkpoint.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"seed":1', '"seed":2'));
    const { versions } = await open(database);
    const ids = (await versions.list()).map(({ id, state }) => [id.replace(/\+[0-9a-f]{8}$/, "+…"), state]);
    expect(ids.toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
      ["quick@0.1.0", "active"],
      ["quick@0.2.0", "broken"],
      ["quick@0.2.0+…", "inactive"],
    ]);
  });

  test("a copy of a checkpoint is no second version", async () => {
    addModels(["quick", "0.1.0"], ["unused-copy", "0.1.0"]);
    const { versions } = await open(await empty());
    expect((await versions.list()).map(({ id, state, problem }) => [id, state, problem])).toEqual([
      ["quick@0.1.0", "active", undefined],
      ["unused-copy", "broken", "It is the same as the folder quick."],
    ]);
  });

  test("the others take the traffic of a version whose folder is gone at the start", async () => {
    const folder = addModels(["quick", "0.1.0"], ["b", "0.2.0"]);
    const database = await empty();
    const first = await open(database);
    await first.versions.promote("quick@0.2.0", "key 1");
    await first.close();
    folder.remove("b");
    const { versions } = await open(database);
    expect(versions.choose("somebody")).toBe("quick@0.1.0");
    expect((await versions.list()).find(({ id }) => id === "quick@0.2.0")).toMatchObject({
      state: "active",
      problem: expect.stringContaining("folder") as string,
    });
    await expect(versions.promote("quick@0.2.0", "key 1")).rejects.toMatchObject({ status: 422 });
    folder.add("b", "0.2.0");
    await versions.promote("quick@0.2.0", "key 1");
    expect(versions.choose("somebody")).toBe("quick@0.2.0");
  });

  test("a shadow whose folder is gone keeps nobody from rolling back", async () => {
    const folder = addModels(["quick", "0.1.0"], ["b", "0.2.0"], ["c", "0.3.0"]);
    const { versions, inference } = await open(await empty());
    await versions.setLineup({ shadows: ["quick@0.3.0"] }, "key 1");
    await versions.promote("quick@0.2.0", "key 1");
    await inference.unload("quick@0.3.0");
    folder.remove("c");
    await versions.rollBack("key 1");
    expect(versions.lineup()).toEqual({ shares: [{ version: "quick@0.1.0", weight: 1 }], shadows: [] });
  });

  test("a shadow version judges in the background, and the watched signals are kept", async () => {
    addModels(["quick", "0.1.0"], ["b", "0.2.0"]);
    const { versions, inference, storage } = await open(await empty());
    await versions.setLineup({ shares: [{ version: "quick@0.1.0", weight: 1 }], shadows: ["quick@0.2.0"] }, "key 1");
    const version = versions.choose("somebody");
    const { detection } = await inference.judge({ ...source, version, detail: "verdict" });
    const predictionId = createId();
    versions.observe({ predictionId, version, source, detection });
    // What is observed may be there before the prediction is.
    await storage.db
      .insertInto("predictions")
      .values({
        id: predictionId,
        created_at: new Date(),
        content_hash: "",
        language: detection.language,
        verdict: detection.verdict,
        probability: detection.probability,
        detectors: "[]",
        model_version: version,
        latency_ms: 1,
        lines: detection.lines,
        truncated: false,
        answer: "{}",
      })
      .execute();
    await versions.observed();
    const pairs = await storage.db.selectFrom("shadow_judgements").selectAll().execute();
    expect(pairs).toMatchObject([
      {
        prediction_id: predictionId,
        shown_version: "quick@0.1.0",
        version: "quick@0.2.0",
        shown_probability: detection.probability,
        probability: detection.probability,
      },
    ]);
    const samples = await storage.db.selectFrom("signal_samples").select(["language", "signals"]).execute();
    expect(samples).toMatchObject([
      { language: "typescript", signals: { "identifier.length": expect.any(Number) as number } },
    ]);
    expect(Object.keys(samples[0]!.signals)).toHaveLength(8);

    await storage.db.deleteFrom("predictions").execute();
    expect(await storage.db.selectFrom("shadow_judgements").selectAll().execute()).toEqual([]);
    expect(await storage.db.selectFrom("signal_samples").selectAll().execute()).toEqual([]);
  });

  describe.runIf(place.engine === "postgres")("and other processes", () => {
    test("a change by another process is taken over within seconds", async () => {
      addModels(["quick", "0.1.0"], ["b", "0.2.0"]);
      const database = await place.create();
      const openOne = async () => open({ storage: await database.open(), settings: database.settings });
      const [one, other] = [await openOne(), await openOne()];
      await one.versions.promote("quick@0.2.0", "key 1");
      await expect.poll(() => other.versions.choose("somebody"), patient).toBe("quick@0.2.0");
      await other.versions.rollBack("key 1");
      await expect.poll(() => one.versions.choose("somebody"), patient).toBe("quick@0.1.0");
      await expect.poll(() => one.inference.versions(), patient).toEqual(["quick@0.1.0"]);
    });

    test("changes that two processes make at once come one after the other", async () => {
      addModels(["quick", "0.1.0"], ["b", "0.2.0"], ["c", "0.3.0"]);
      const database = await place.create();
      const openOne = async () => open({ storage: await database.open(), settings: database.settings });
      const [one, other] = [await openOne(), await openOne()];
      await Promise.all([one.versions.promote("quick@0.2.0", "1"), other.versions.promote("quick@0.3.0", "2")]);
      const [last, before] = await one.versions.history(2);
      expect(last!.before).toEqual(before!.after);
      const wins = last!.after.shares[0]!.version;
      for (const { versions } of [one, other]) await expect.poll(() => versions.choose("somebody"), patient).toBe(wins);
    });
  });
});
