import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { hashFile } from "whowrote/node/hash-file";
import type { RewritingCalibration } from "whowrote/rewriting/calibration";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAskLimit } from "../../src/language-models/ask-limit.ts";
import { explanation } from "../../src/schema/explanation.ts";
import { llmState } from "../../src/schema/llm.ts";
import { prediction, storedPrediction } from "../../src/schema/prediction.ts";
import { jsonRequest, openApp, type TestApp } from "../open-app.ts";
import { sampleCode } from "../sample-code.ts";
import { describeStorages } from "../storages.ts";
import { openChatServer, writtenProse, type ChatServer } from "./chat-server.ts";
import { readEvents } from "./read-events.ts";

const other = "import json\n\ndef read(path):\n    with open(path) as file:\n        return json.load(file)['rows']\n";

/** What lies between the marks of the data. */
const programOf = (question: string): string => /={5,} PROGRAM ={5,}\n([\s\S]*?)\n={5,} PROGRAM/.exec(question)![1]!;

const fenced = (code: string): string => `\`\`\`python\n${code}\n\`\`\``;

describeStorages("rewriting over HTTP", (place) => {
  let folder: string;
  let chat: ChatServer;
  let served: TestApp;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "whowrote-rewriting-"));
    chat = await openChatServer();
    served = await openApp(place, {
      ...{ WHOWROTE_LLM: "1", WHOWROTE_REWRITE: "1", WHOWROTE_REWRITERS: "m1,m2", WHOWROTE_REWRITES: "2" },
      ...{ WHOWROTE_LLM_PROVIDER: "vllm", WHOWROTE_LLM_BASE_URL: chat.url, WHOWROTE_LLM_MODEL: "m1" },
      ...{ WHOWROTE_MODELS: await copyModels(folder), XDG_STATE_HOME: folder },
    });
  });
  beforeEach(() => {
    chat.reply = (question, model) => fenced(model === "m1" ? programOf(question) : other);
  });
  afterAll(async () => {
    await served?.parts.close();
    await chat?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const predict = async (number: number, more: object = {}) => {
    const answer = await served.post("/api/v1/predict", { code: sampleCode(number), path: "totals.py", ...more });
    expect(answer.status).toBe(200);
    return prediction.parse(await answer.json());
  };

  test("what comes back as it went votes for an AI, and the stored verdict has the vote in it", async () => {
    const before = await predict(1);
    chat.reply = (question) => fenced(programOf(question));
    const after = await predict(1, { rewrite: true });
    expect(after.rewriting).toMatchObject({ asked: 4, n_rewrites: 4, false_alarm_rate: 0.001, dropped: [] });
    expect(after.rewriting!.mean_similarity).toBeCloseTo(1, 4);
    expect(after.rewriting!.by_model.map(({ rewrites }) => rewrites)).toEqual([2, 2]);
    expect(after.verdict).toBe(before.verdict === "human" ? "uncertain" : "ai");
    expect(after).toMatchObject({ probability: before.probability, false_alarm_rate: 0.002 });
    const stored = await served.app.request(`/api/v1/predictions/${after.id}`);
    expect(storedPrediction.parse(await stored.json())).toMatchObject({
      verdict: after.verdict,
      reason: after.reason,
      rewriting: after.rewriting,
    });
    for (const question of chat.asked) expect(question).not.toContain("orders that were cancelled");
  });

  test("the vote is not in the answer of who does not ask for it", async () => {
    const asked = chat.asked.length;
    const voted = await predict(2, { rewrite: true });
    const plain = await predict(2);
    expect(plain).toMatchObject({ cached: true, probability: voted.probability });
    expect(plain.rewriting).toBeUndefined();
    expect(plain.false_alarm_rate).not.toBe(voted.false_alarm_rate);
    // The same code is not sent a second time.
    expect(await predict(2, { rewrite: true })).toMatchObject({ rewriting: voted.rewriting });
    expect(chat.asked.length - asked).toBe(4);
  });

  test("of several models the nearest is suspected", async () => {
    const { rewriting } = await predict(3, { rewrite: true });
    expect(rewriting).toMatchObject({ suspected_model: "m1", by_model: [{ model: "m1" }, { model: "m2" }] });
  });

  test("without rewrites it abstains with the reasons, and the verdict stays", async () => {
    chat.reply = () => 400;
    const before = await predict(4);
    const after = await predict(4, { rewrite: true });
    expect(after).toMatchObject({ verdict: before.verdict, false_alarm_rate: before.false_alarm_rate });
    expect(after.rewriting!.probability).toBeNull();
    expect(after.rewriting!.abstains).toContain("too few rewrites");
    expect(after.rewriting!.dropped).toHaveLength(4);
  });

  test("what does not come within the time is abstained from", async () => {
    chat.reply = () => undefined;
    const before = await predict(5);
    const { languageModels, stopping } = served.parts;
    const begin = createAskLimit({ most: 1, seconds: 1, stopping });
    const hasty = served.variant({ languageModels: { ...languageModels, begin } });
    const request = { code: sampleCode(5), path: "totals.py", rewrite: true };
    const answer = await hasty.request("/api/v1/predict", jsonRequest(request));
    expect(await answer.json()).toMatchObject({
      verdict: before.verdict,
      rewriting: { asked: 4, n_rewrites: 0, abstains: "it took longer than 1 s" },
    });
  });

  test("an explanation tells about it in words, and so does the model that explains", async () => {
    chat.reply = (question) => (question.includes("PROGRAM") ? fenced(programOf(question)) : writtenProse(question));
    const request = { code: sampleCode(6), language: "python", rewrite: true };
    const said = explanation.parse(await (await served.post("/api/v1/explain", request)).json());
    expect(said.narrative.find(({ topic }) => topic === "rewriting")?.sentences[1]).toContain(
      "4 of 4 rewrites counted",
    );
    const events = await readEvents(await served.post("/api/v1/explain", { ...request, narrative: true }));
    expect(explanation.parse(events[0]!.data)).toMatchObject({ verdict: said.verdict, rewriting: said.rewriting });
    const done = events.filter(({ type }) => type === "done").map(({ data }) => String(data["detector"]));
    expect(new Set(done)).toEqual(new Set(["lexical", "rewriting", "stylometry"]));
  });

  test("it is told that code is rewritten, by whom and where", async () => {
    const known = llmState.parse(await (await served.app.request("/api/v1/llm")).json());
    expect(known.rewriting).toEqual({ allowed: true, keys: 1, models: ["m1", "m2"], rewrites: 2, calibrated: true });
  });
});

/** The released models, with a calibration that calls all code by people unlike its rewrites. */
async function copyModels(folder: string): Promise<string> {
  const models = join(folder, "models");
  for (const name of ["quick", "similarity"]) {
    await mkdir(join(models, name), { recursive: true });
    const from = resolve("models", name);
    for (const file of await readdir(from)) await symlink(join(from, file), join(models, name, file));
  }
  const calibration: RewritingCalibration = {
    ...{ format: 1, kind: "rewriting", promptVersion: 1, pooling: "mean", rewriters: ["m1", "m2"], rewrites: 4 },
    encoder: await hashFile(resolve("models", "similarity", "model.safetensors")),
    ...{ humans: 999, ais: 999, groups: 100, slope: 20, intercept: -16 },
    humanSimilarities: Array.from({ length: 999 }, () => 0.5),
    metrics: { auroc: { value: 0.9, low: 0.8, high: 0.95 }, brier: 0.1 },
  };
  await writeFile(join(models, "rewriting.json"), JSON.stringify(calibration));
  return models;
}
