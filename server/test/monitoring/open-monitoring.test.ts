import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseCheckpoint } from "whowrote/checkpoint";
import { expect, test } from "vitest";
import { createId } from "../../src/id.ts";
import type { ModelVersion } from "../../src/model-version.ts";
import { isBroken, readVersionFolder } from "../../src/model-version/version-folder.ts";
import { mix } from "../../src/monitoring/mixture.ts";
import { openMonitoring } from "../../src/monitoring/open-monitoring.ts";
import { createProbabilityMixture } from "../../src/monitoring/probability-mixture.ts";
import { createSignalMixture } from "../../src/monitoring/signal-mixture.ts";
import type { Storage } from "../../src/storage.ts";
import { insertPredictions } from "../insert-predictions.ts";
import { shareStorage } from "../shared-storage.ts";
import { describeStorages } from "../storages.ts";

const path = resolve("models", "quick");
const file = resolve(path, "checkpoint.json");
const { calibration } = parseCheckpoint(readFileSync(file, "utf8"), file);
const now = new Date("2026-03-11T12:00:00Z");
const mixture = createProbabilityMixture(calibration, "python", [0, 0, 1, 0])!;

/** Probabilities in the middle of the bins, each as often as its share says. */
const draw = (shares: readonly number[], n: number): number[] =>
  shares.flatMap((share, bin) => {
    const [from, to] = [mixture.edges[bin - 1] ?? 0, mixture.edges[bin] ?? 1];
    return Array.from({ length: Math.round(share * n) }, () => (from + to) / 2);
  });

const insert = async ({ db }: Storage, at: string, probabilities: readonly number[]) =>
  insertPredictions(
    db,
    probabilities.map((probability) => ({
      version: "quick@0.1.0",
      verdict: "uncertain",
      probability,
      at: new Date(at),
    })),
  );

describeStorages("monitoring", (place) => {
  const empty = shareStorage(place);

  const open = async () => {
    const { storage } = await empty();
    const folder = await readVersionFolder(path, "quick");
    if (!folder || isBroken(folder)) throw new Error("models/quick cannot be read.");
    const version: ModelVersion = {
      id: "quick@0.1.0",
      state: "active",
      weight: 1,
      isLoaded: true,
      createdAt: now,
      promotedAt: now,
      folder,
    };
    const monitoring = openMonitoring({
      storage,
      versions: {
        list: async () => Promise.resolve([version]),
        lineup: () => ({ shares: [{ version: version.id, weight: 1 }], shadows: [] }),
      },
      now: () => now,
    });
    return { storage, monitoring, folder };
  };

  test("weeks are told apart: one as in training, one with too few, one that alarms", async () => {
    const { storage, monitoring } = await open();
    await insert(storage, "2026-02-18T00:00:00Z", draw(mix(mixture, mixture.trained), 1000));
    await insert(storage, "2026-02-25T00:00:00Z", [0.05, 0.5, 0.95]);
    await insert(
      storage,
      "2026-03-09T00:00:00Z",
      Array.from({ length: 500 }, () => 0.55),
    );
    const report = await monitoring.report();
    expect(report.map(({ week, level }) => `${week} ${level}`)).toEqual([
      "2026-03-09 alarm",
      "2026-02-23 too-few",
      "2026-02-16 steady",
    ]);
    expect(report[0]).toMatchObject({ language: "python", version: "quick@0.1.0", of: "probability", n: 500 });
    expect(await monitoring.alarms()).toEqual([report[0]]);
  });

  test("an old alarm is in the report and no alarm any more", async () => {
    const { storage, monitoring } = await open();
    await insert(
      storage,
      "2026-02-18T00:00:00Z",
      Array.from({ length: 500 }, () => 0.55),
    );
    expect((await monitoring.report()).map(({ level }) => level)).toEqual(["alarm"]);
    expect(await monitoring.alarms()).toEqual([]);
  });

  test("signals are compared with the quartiles of the checkpoint", async () => {
    const { storage, monitoring, folder } = await open();
    const at = new Date("2026-03-10T00:00:00Z");
    const ids = await insert(storage, at.toISOString(), draw(mix(mixture, mixture.trained), 400));
    const quartiles = folder.quartiles.find(
      ({ language, signal }) => language === "python" && signal === "identifier.length",
    )!;
    const [low, high] = createSignalMixture(quartiles, folder.trainedOn)!.edges;
    await storage.db
      .insertInto("signal_samples")
      .values(
        ids.map((prediction_id, index) => ({
          id: createId(at),
          created_at: at,
          prediction_id,
          language: "python",
          signals: JSON.stringify({
            // A quarter below, half within, a quarter above: about as in training.
            "identifier.length": index % 4 === 0 ? low - 1 : index % 4 === 1 ? high + 1 : (low + high) / 2,
            // Everything far above.
            "layout.line-length": 500,
          }),
        })),
      )
      .execute();
    const report = await monitoring.report();
    const levels = new Map(report.map(({ of, level }) => [of, level]));
    expect(levels.get("probability")).toBe("steady");
    expect(levels.get("identifier.length")).toBe("steady");
    expect(levels.get("layout.line-length")).toBe("alarm");
    const found = report.find(({ of }) => of === "identifier.length")!;
    for (const [bin, share] of [0.25, 0.5, 0.25].entries())
      expect(found.measured!.intervals[bin]!.seen).toBeCloseTo(share, 2);
  });
});
