import { afterAll, beforeAll, expect, test } from "vitest";
import { explanation } from "../../src/schema/explanation.ts";
import { prediction, storedPrediction } from "../../src/schema/prediction.ts";
import { predictionPage } from "../../src/schema/predictions.ts";
import { stats } from "../../src/schema/stats.ts";
import { openApp, type TestApp } from "../open-app.ts";
import { sampleCode } from "../sample-code.ts";
import { describeStorages } from "../storages.ts";

describeStorages("predictions on a page", (place) => {
  let served: TestApp;
  beforeAll(async () => {
    served = await openApp(place, { WHOWROTE_STORE_CODE: "1", WHOWROTE_STATS_SECONDS: "0" });
  });
  afterAll(async () => served.parts.close());

  const get = async (path: string): Promise<unknown> => {
    const answer = await served.app.request(`/api/v1${path}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const predict = async (number: number, more: object = {}) => {
    const answer = await served.post("/api/v1/predict", { code: sampleCode(number), language: "python", ...more });
    return prediction.parse(await answer.json());
  };
  const list = async (query: string) => predictionPage.parse(await get(`/predictions?${query}`)).predictions;
  const dispute = async (id: string, says: "human" | "ai" | "unsure") =>
    expect((await served.post(`/api/v1/predictions/${id}/feedback`, { says })).status).toBe(201);

  test("a verdict comes with the scale that it was read from", async () => {
    for (const rate of [0.001, 0.2]) {
      const { scale, verdict, probability } = await predict(1, { false_positive_rate: rate });
      expect(scale).toMatchObject({ lines: "10-29" });
      expect(scale!.humans).toBeGreaterThan(1000);
      expect(verdict === "ai").toBe(probability! >= scale!.ai_from!);
      expect(verdict === "human").toBe(probability! <= scale!.human_to! && verdict !== "ai");
      const marks = scale!.marks.map((mark) => mark.probability);
      expect(marks).toEqual(marks.toSorted((a, b) => a - b));
    }
    expect((await predict(1, { code: "x = 1" })).scale).toBeUndefined();
  });

  test("of the answers given while somebody types one stays", async () => {
    const typed = [1, 2, 3].map((lines) => ({
      code: "total = first + second * third\n".repeat(lines),
      path: "typed.py",
    }));
    const ids: string[] = [];
    for (const one of typed) ids.push((await predict(1, { ...one, draft: "typed-in-one-go" })).id);
    expect((await list("path=typed.py")).map(({ id }) => id)).toEqual(ids.slice(-1));
    const refused = await served.post("/api/v1/predict", { code: "x", language: "python", draft: "no" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("8 to 64 letters");
  });

  test("code too short for a verdict has a probability, on a scale without thresholds", async () => {
    const { scale, verdict, probability } = await predict(1, {
      code: "def add(first, second):\n    return first + second\n",
    });
    expect(verdict).toBe("uncertain");
    expect(probability).toBeGreaterThan(0);
    expect(scale).toMatchObject({ lines: "1-9", ai_from: null, human_to: null });
  });

  test("an explanation judges each function by itself, on the lines and offsets of the code as it was sent", async () => {
    const code = `\uFEFF${sampleCode(2)}`.replaceAll("\n", "\r\n");
    const answer = await served.post("/api/v1/explain", { code, language: "python" });
    const { evidence } = explanation.parse(await answer.json());
    const { functions, ...beside } = evidence.functions!;
    expect(beside).toEqual({ checkpoint: "quick 0.1.0", false_positive_rate: 0.01 / 3, left_out: 0 });
    expect(functions.map(({ name, first_line, last_line }) => [name, first_line, last_line])).toEqual([
      ["read_totals", 5, 14],
      ["largest", 17, 19],
      ["report", 22, 25],
    ]);
    const [first, second] = functions;
    expect(code.slice(first!.start, first!.end)).toMatch(/^def read_totals[^]*return dict\(totals\)$/);
    expect(first!.probability).toBeGreaterThan(0);
    expect(code.slice(second!.start, second!.end)).toMatch(/^def largest[^]*\[:count\]$/);
  });

  test("history is searched by a part of the path, whatever stands for anything in the database", async () => {
    const { id } = await predict(10, { path: "Src/100%_done\\of it.py" });
    await predict(11, { path: "src/100x done.py" });
    for (const part of ["100%25", "%25_d", "done%5Cof", "src/100%25_DONE"])
      expect([part, (await list(`path=${part}`)).map((row) => row.id)]).toEqual([part, [id]]);
    expect(await list("path=src/100")).toHaveLength(2);
    expect(await list("path=nowhere")).toEqual([]);
  });

  test("a verdict that somebody disputes is found, and one that somebody confirms is not", async () => {
    const disputed = await predict(20, { path: "disputed.py", false_positive_rate: 0.2 });
    const other = { human: "ai", ai: "human", uncertain: "unsure" } as const;
    const { db } = served.parts.storage;
    // Whatever the model says of it: the first is called ai, the second human.
    const second = await predict(21, { path: "disputed-too.py" });
    await db.updateTable("predictions").set({ verdict: "ai" }).where("id", "=", disputed.id).execute();
    await db.updateTable("predictions").set({ verdict: "human" }).where("id", "=", second.id).execute();
    await dispute(disputed.id, "ai");
    await dispute(second.id, "unsure");
    expect(await list("path=disputed&disputed=true")).toEqual([]);
    expect(await list("path=disputed&disputed=false")).toMatchObject([{ feedback: 1 }, { feedback: 1 }]);
    await dispute(disputed.id, other.ai);
    expect(await list("path=disputed&disputed=true")).toMatchObject([{ id: disputed.id, feedback: 2, disputed: true }]);
    const counted = stats.parse(await get("/stats?by=verdict&disputed=true&path=disputed"));
    expect(counted.predictions).toMatchObject([{ verdict: "ai", count: 1 }]);
    expect(await get(`/predictions/${disputed.id}`)).toMatchObject({ feedback: 2, disputed: true });
    expect((await served.app.request("/api/v1/predictions?disputed=maybe")).status).toBe(422);
  });

  test("files of a batch are told from what was judged one by one", async () => {
    const { id } = await predict(30, { path: "source.py" });
    const { db } = served.parts.storage;
    const inBatch = await predict(31, { path: "source.py" });
    await db.updateTable("predictions").set({ job_id: "a-job" }).where("id", "=", inBatch.id).execute();
    expect((await list("path=source.py&source=requests")).map((row) => row.id)).toEqual([id]);
    expect((await list("path=source.py&source=jobs")).map((row) => row.id)).toEqual([inBatch.id]);
    expect(await get(`/predictions/${inBatch.id}`)).toMatchObject({ job_id: "a-job" });
  });

  test("a stored prediction comes with its code where the operator keeps it", async () => {
    const said = await predict(40);
    const stored = storedPrediction.parse(await get(`/predictions/${said.id}`));
    expect(stored).toEqual({ ...said, code: sampleCode(40), feedback: 0, disputed: false });
    const { db } = served.parts.storage;
    await db.updateTable("predictions").set({ code: null }).where("id", "=", said.id).execute();
    expect(await get(`/predictions/${said.id}`)).not.toHaveProperty("code");
  });
});
