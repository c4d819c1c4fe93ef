import { truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { driftReport } from "../../src/schema/drift.ts";
import { experiment, experimentList, experimentStatistics, versionStatistics } from "../../src/schema/experiment.ts";
import { lineupAnswer, lineupHistory, modelList } from "../../src/schema/model-version.ts";
import { modelDetail } from "../../src/schema/model-quality.ts";
import { prediction } from "../../src/schema/prediction.ts";
import { retrainList, retrainRun } from "../../src/schema/retrain.ts";
import { createModelsFolder, type ModelsFolder } from "../model-version/models-folder.ts";
import { jsonRequest, openApp, type TestApp } from "../open-app.ts";
import { sampleCode } from "../sample-code.ts";
import { describeStorages } from "../storages.ts";

const problem = z.object({ status: z.number(), detail: z.string() });

describeStorages("routes of model versions", (place) => {
  let models: ModelsFolder;
  let served: TestApp;
  beforeAll(async () => {
    models = createModelsFolder();
    models.add("quick", "0.1.0");
    models.add("retrained", "0.2.0");
    models.add("cut-off", "0.3.0");
    truncateSync(join(models.path, "cut-off", "weights.safetensors"), 1000);
    served = await openApp(place, {
      WHOWROTE_MODELS: models.path,
      WHOWROTE_SHADOW_SHARE: "1",
      WHOWROTE_SIGNAL_SHARE: "1",
      WHOWROTE_RETRAIN_COMMAND: JSON.stringify([process.execPath, "-e", ""]),
    });
  });
  afterAll(async () => {
    await served.parts.close();
    models.close();
  });

  const get = async (path: string) => served.app.request(`/api/v1${path}`);
  const post = async (path: string) => served.app.request(`/api/v1${path}`, { method: "POST" });
  const patch = async (path: string, body: object) =>
    served.app.request(`/api/v1${path}`, { ...jsonRequest(body), method: "PATCH" });
  const weightsNow = async (answer: Response) => {
    expect(answer.status).toBe(200);
    return lineupAnswer.parse(await answer.json());
  };
  const refusal = async (answer: Response) => {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    return problem.parse(await answer.json());
  };

  test("all versions are listed with figures, calibration, state and weight, broken ones with their problem", async () => {
    const { models: list } = modelList.parse(await (await get("/models")).json());
    expect(list.map(({ id, state, weight }) => [id, state, weight])).toEqual(
      expect.arrayContaining([
        ["quick@0.1.0", "active", 1],
        ["quick@0.2.0", "inactive", 0],
        ["cut-off", "broken", 0],
      ]),
    );
    const { checkpoint } = list.find(({ id }) => id === "quick@0.1.0")!;
    expect(checkpoint!.metrics["files: AUROC"]!.value).toBeGreaterThan(0.9);
    expect(checkpoint!.calibration).toHaveLength(48);
    expect(checkpoint!.languages).toHaveLength(12);
    expect(JSON.stringify(list)).not.toContain(models.path);
  });

  test("the model card is given as Markdown", async () => {
    const card = await get("/models/quick@0.1.0/card");
    expect(card.headers.get("content-type")).toMatch(/^text\/markdown/);
    expect(await card.text()).toMatch(/^# quick/);
    expect(await refusal(await get("/models/..%2f..%2fetc/card"))).toMatchObject({ status: 404 });
    expect(await refusal(await get("/models/cut-off/card"))).toMatchObject({ status: 404 });
  });

  test("one version is given with its card and its measured quality, a broken one without", async () => {
    const detail = modelDetail.parse(await (await get("/models/quick@0.1.0")).json());
    expect(detail.card).toMatch(/^# quick/);
    const { figures, false_alarms: alarms, reliability } = detail.quality!;
    const auroc = figures.find(({ of, on, figure }) => of === "all" && on === "files" && figure === "AUROC");
    expect(auroc!.low).toBeGreaterThan(0.95);
    expect(alarms).toHaveLength(12 * 6);
    expect(alarms.find((row) => row.language === "python" && row.false_positive_rate === 0.01)).toMatchObject({
      humans: 2497 + 6900 + 4371 + 2372,
      false_alarms: { value: expect.closeTo(0.01, 9) as number },
    });
    expect(reliability).toHaveLength(13);
    expect(reliability[0]!.bins.length).toBeGreaterThan(3);
    for (const { from, to, observed } of reliability[0]!.bins) {
      expect(observed.value).toBeGreaterThan(from - 0.1);
      expect(observed.value).toBeLessThan(to + 0.1);
    }
    const broken = modelDetail.parse(await (await get("/models/cut-off")).json());
    expect(broken).toMatchObject({ state: "broken", problem: expect.any(String) as string });
    expect([broken.quality, broken.card]).toEqual([undefined, undefined]);
    expect((await get("/models/history")).status).toBe(200);
    expect((await get("/models/nobody")).status).toBe(404);
  });

  test("a promoted version answers at once, and rolling back takes it back; both are in history and audit log", async () => {
    expect(await weightsNow(await post("/models/quick@0.2.0/promote"))).toEqual({
      weights: { "quick@0.2.0": 1 },
      shadows: [],
    });
    const said = await served.post("/api/v1/predict", { code: sampleCode(1), language: "python" });
    expect(prediction.parse(await said.json()).model_version).toBe("quick@0.2.0");
    expect((await weightsNow(await post("/models/roll-back"))).weights).toEqual({ "quick@0.1.0": 1 });
    const { changes } = lineupHistory.parse(await (await get("/models/history?limit=2")).json());
    expect(changes.map(({ action, actor }) => [action, actor])).toEqual([
      ["roll-back", "operator"],
      ["promote", "operator"],
    ]);
    const audited = await served.parts.storage.db.selectFrom("audit_log").select("action").execute();
    expect(audited.map(({ action }) => action)).toEqual(expect.arrayContaining(["model.promote", "model.roll-back"]));
  });

  test("no request fails while versions are promoted and rolled back", async () => {
    let isOver = false;
    let number = 1000;
    const answered = new Set<string>();
    const ask = async (): Promise<void> => {
      while (!isOver) {
        const answer = await served.post("/api/v1/predict", { code: sampleCode(number++), language: "python" });
        expect(answer.status).toBe(200);
        answered.add(prediction.parse(await answer.json()).model_version);
      }
    };
    const change = async (): Promise<void> => {
      for (let round = 0; round < 2; round++) {
        await weightsNow(await post("/models/quick@0.2.0/promote"));
        await weightsNow(await post("/models/roll-back"));
      }
      isOver = true;
    };
    await Promise.all([ask(), ask(), ask(), change()]);
    expect([...answered].toSorted()).toEqual(["quick@0.1.0", "quick@0.2.0"]);
    await expect.poll(() => served.parts.inference.versions(), { timeout: 15_000 }).toEqual(["quick@0.1.0"]);
  });

  test("weights are patched, and what cannot be is refused and changes nothing", async () => {
    const weights = { "quick@0.1.0": 0.75, "quick@0.2.0": 0.25 };
    expect((await weightsNow(await patch("/models", { weights }))).weights).toEqual(weights);
    for (const [body, status] of [
      [{ weights: { "quick@0.1.0": 0.5 } }, 422],
      [{ weights: { "quick@0.1.0": -1, "quick@0.2.0": 2 } }, 422],
      [{ weights: { "quick@0.1.0": 1 }, shadows: ["quick@0.1.0"] }, 422],
      [{ weights: { "cut-off": 1 } }, 422],
      [{ weights: { "no-such": 1 } }, 404],
      [{}, 422],
    ] as const)
      expect(await refusal(await patch("/models", body))).toMatchObject({ status });
    expect(served.parts.versions.lineup().shares).toHaveLength(2);
    // Shadows alone leave the weights as they are; a version that answers is no shadow.
    expect(await refusal(await patch("/models", { shadows: ["quick@0.2.0"] }))).toMatchObject({ status: 422 });
    expect((await weightsNow(await patch("/models", { weights: { "quick@0.1.0": 1 } }))).shadows).toEqual([]);
  });

  test("shadows judge what is asked, and the statistics of a version tell how often they disagree", async () => {
    await weightsNow(await patch("/models", { shadows: ["quick@0.2.0"] }));
    for (let number = 20; number < 24; number++)
      expect((await served.post("/api/v1/predict", { code: sampleCode(number), language: "python" })).status).toBe(200);
    await served.parts.versions.observed();
    const answer = await get("/models/quick@0.1.0/statistics?days=1");
    const { figures, shadows } = versionStatistics.parse(await answer.json());
    expect(figures.requests).toBeGreaterThanOrEqual(4);
    expect(shadows).toMatchObject([
      { shown: "quick@0.1.0", shadow: "quick@0.2.0", disagreement: { count: 0, n: 4 }, mean_distance: 0 },
    ]);
    const samples = await served.parts.storage.db.selectFrom("signal_samples").select("signals").execute();
    expect(samples.length).toBeGreaterThanOrEqual(4);
    for (const { signals } of samples) expect(Object.keys(signals)).toHaveLength(8);
    const metrics = await (await served.app.request("/metrics")).text();
    expect(metrics).toMatch(/whowrote_model_weight\{version="quick@0.1.0"\} 1/);
    expect(metrics).toMatch(/whowrote_shadow_judged 4/);
    await weightsNow(await patch("/models", { shadows: [] }));
  });

  test("an experiment shares the traffic out while it runs, is compared, and gives the weights back", async () => {
    const arms = [
      { version: "quick@0.1.0", weight: 0.5 },
      { version: "quick@0.2.0", weight: 0.5 },
    ];
    const created = await served.post("/api/v1/experiments", { name: "retrained", arms });
    expect(created.status).toBe(201);
    const { id, state } = experiment.parse(await created.json());
    expect(state).toBe("planned");
    expect(experiment.parse(await (await patch(`/experiments/${id}`, { note: "why" })).json()).note).toBe("why");

    expect(experiment.parse(await (await post(`/experiments/${id}/start`)).json()).state).toBe("running");
    expect(served.parts.versions.lineup().shares).toHaveLength(2);
    for (const refused of [
      post(`/experiments/${id}/start`),
      patch("/models", { weights: { "quick@0.1.0": 1 } }),
      patch(`/experiments/${id}`, { arms }),
      served.app.request(`/api/v1/experiments/${id}`, { method: "DELETE" }),
    ])
      expect(await refusal(await refused)).toMatchObject({ status: 409 });
    const asked = await served.post("/api/v1/predict", { code: sampleCode(40), language: "python" });
    expect(asked.status).toBe(200);

    const statistics = experimentStatistics.parse(await (await get(`/experiments/${id}/statistics`)).json());
    expect(statistics.arms.map(({ version }) => version)).toEqual(["quick@0.1.0", "quick@0.2.0"]);
    expect(statistics.arms.reduce((sum, { requests }) => sum + requests, 0)).toBe(1);
    expect(statistics.comparisons[0]).toMatchObject({
      difference: null,
      reading: expect.stringMatching(/^Too few/) as string,
    });

    expect(experiment.parse(await (await post(`/experiments/${id}/stop`)).json()).state).toBe("ended");
    expect(served.parts.versions.lineup().shares).toEqual([{ version: "quick@0.1.0", weight: 1 }]);
    expect((await served.app.request(`/api/v1/experiments/${id}`, { method: "DELETE" })).status).toBe(204);
    expect(experimentList.parse(await (await get("/experiments")).json()).experiments).toEqual([]);
  });

  test("promoting a version ends a running experiment, and rolling that back leads to before it", async () => {
    const arms = [
      { version: "quick@0.1.0", weight: 0.9 },
      { version: "quick@0.2.0", weight: 0.1 },
    ];
    const { id } = experiment.parse(await (await served.post("/api/v1/experiments", { name: "b", arms })).json());
    await post(`/experiments/${id}/start`);
    await weightsNow(await post("/models/quick@0.2.0/promote"));
    expect(experiment.parse(await (await get(`/experiments/${id}`)).json()).state).toBe("ended");
    expect((await weightsNow(await post("/models/roll-back"))).weights).toEqual({ "quick@0.1.0": 1 });
  });

  test("arms that cannot be are refused", async () => {
    for (const arms of [
      [{ version: "quick@0.1.0", weight: 1 }],
      [
        { version: "quick@0.1.0", weight: 0.5 },
        { version: "no-such", weight: 0.5 },
      ],
      [
        { version: "quick@0.1.0", weight: 1 },
        { version: "quick@0.2.0", weight: 0 },
      ],
    ])
      expect(await refusal(await served.post("/api/v1/experiments", { name: "a", arms }))).toMatchObject({
        status: 422,
      });
    const missing = "0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f";
    for (const answer of [await get(`/experiments/${missing}`), await post(`/experiments/${missing}/stop`)])
      expect(await refusal(answer)).toMatchObject({ status: 404 });
  });

  test("drift is reported, and a retraining can be asked for", async () => {
    const { drift } = driftReport.parse(await (await get("/drift")).json());
    expect(drift[0]).toMatchObject({ language: "python", level: "too-few" });
    const started = await post("/retrain");
    expect(started.status).toBe(202);
    const { id } = retrainRun.parse(await started.json());
    await served.parts.retraining.ended();
    const { runs } = retrainList.parse(await (await get("/retrain")).json());
    expect(runs).toMatchObject([{ id, state: "done", exit_code: 0 }]);
  });
});
