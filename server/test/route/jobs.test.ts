import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findJob } from "../../src/job/find-jobs.ts";
import { job, jobPage, jobResults, type WireJob } from "../../src/schema/job.ts";
import { packTarGz, packZip } from "../job/pack.ts";
import { jsonRequest, openApp, type TestApp } from "../open-app.ts";
import { sampleCode } from "../sample-code.ts";
import { describeStorages } from "../storages.ts";

describeStorages("The routes of jobs", (place) => {
  let served: TestApp;
  beforeAll(async () => {
    served = await openApp(place, { WHOWROTE_MAX_ARCHIVE_FILES: "500", WHOWROTE_KEYS: "auto" });
  });
  afterAll(async () => served.parts.close());

  const get = async (path: string, headers: Record<string, string> = {}) => served.app.request(path, { headers });
  const made = async (answer: Response): Promise<WireJob> => {
    expect(answer.status).toBe(202);
    const body = job.parse(await answer.json());
    expect(answer.headers.get("location")).toBe(`/api/v1/jobs/${body.id}`);
    return body;
  };
  const untilOver = async ({ id }: WireJob): Promise<WireJob> => {
    for (;;) {
      const now = job.parse(await (await get(`/api/v1/jobs/${id}`)).json());
      if (now.state !== "queued" && now.state !== "running") return now;
      await sleep(50);
    }
  };
  const sampleFiles = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ path: `src/${index}.py`, code: sampleCode(index) }));
  const upload = async (body: Buffer, contentType: string): Promise<Response> =>
    served.app.request("/api/v1/batch", {
      method: "POST",
      headers: { "content-type": contentType },
      body: new Uint8Array(body),
    });

  it("the same batch under the same key is one job, and the second answer says where it is too", async () => {
    const send = async () => served.post("/api/v1/batch", { files: sampleFiles(1) }, { "idempotency-key": "one-job" });
    const first = await made(await send());
    const again = await send();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await made(again)).toEqual(first);
  });

  it("JSON becomes a job whose files get the verdicts that they get alone", async () => {
    const begun = await made(await served.post("/api/v1/batch", { files: sampleFiles(20), false_positive_rate: 0.05 }));
    expect(begun).toMatchObject({ state: "queued", files: { total: 20 }, options: { false_positive_rate: 0.05 } });
    expect(await untilOver(begun)).toMatchObject({ state: "done", progress: 1, files: { done: 20, failed: 0 } });
    const { files } = jobResults.parse(await (await get(`/api/v1/jobs/${begun.id}/results`)).json());
    const alone = (await (
      await served.post("/api/v1/predict", { code: sampleCode(3), path: "src/3.py", false_positive_rate: 0.05 })
    ).json()) as { verdict: string; probability: number };
    expect(files[3]).toMatchObject({ path: "src/3.py", verdict: alone.verdict, probability: alone.probability });
    const kept = await get(`/api/v1/predictions/${files[3]!.prediction_id}`);
    expect(await kept.json()).toMatchObject({ id: files[3]!.prediction_id, path: "src/3.py", verdict: alone.verdict });
  });

  it("an archive becomes a job, and so does a form with files", async () => {
    const entries = [
      { name: "a.py", content: sampleCode(1) },
      { name: "../../b.py", content: sampleCode(2) },
      { name: "node_modules/c.js", content: "x" },
    ];
    for (const answer of [
      await upload(packZip(entries), "application/zip"),
      await upload(await packTarGz(entries), "application/gzip"),
    ]) {
      const over = await untilOver(await made(answer));
      expect(over).toMatchObject({ state: "done", files: { total: 3, done: 1, skipped: 2 } });
    }
    const form = new FormData();
    form.append("options", JSON.stringify({ languages: ["python"] }));
    form.append("files", new File([sampleCode(1)], "a.py"));
    form.append("files", new File(["package b\n"], "b.go"));
    const over = await untilOver(await made(await served.app.request("/api/v1/batch", { method: "POST", body: form })));
    expect(over).toMatchObject({ files: { total: 2, done: 1, skipped: 1 }, options: { languages: ["python"] } });
  });

  it("an archive is not taken with an Idempotency-Key, nor when too many are", async () => {
    const send = async (app: TestApp["app"], headers: Record<string, string>) =>
      app.request("/api/v1/batch", {
        method: "POST",
        headers: { "content-type": "application/zip", ...headers },
        body: new Uint8Array(packZip([{ name: "a.py", content: sampleCode(1) }])),
      });
    expect((await send(served.app, { "idempotency-key": "zip" })).status).toBe(400);
    const { settings } = served.parts;
    const busy = served.variant({ settings: { ...settings, uploads: 1 } });
    const answers = await Promise.all([send(busy, {}), send(busy, {})]);
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([202, 503]));
    const after = await send(busy, {});
    expect([after.status, answers.find(({ status }) => status === 503)?.headers.get("retry-after")]).toEqual([
      202,
      "5",
    ]);
  });

  it("the same Idempotency-Key makes one job", async () => {
    const headers = { "idempotency-key": "batch-1" };
    const body = { files: sampleFiles(1) };
    const first = await made(await served.post("/api/v1/batch", body, headers));
    const again = (await (await served.post("/api/v1/batch", body, headers)).json()) as WireJob;
    expect(again.id).toBe(first.id);
  });

  it("results come in pages, as CSV and as lines of JSON", async () => {
    const { id } = await untilOver(await made(await served.post("/api/v1/batch", { files: sampleFiles(7) })));
    const paths: string[] = [];
    for (let after: number | undefined = -1; after !== undefined;) {
      const page = jobResults.parse(await (await get(`/api/v1/jobs/${id}/results?limit=3&after=${after}`)).json());
      paths.push(...page.files.map(({ path }) => path));
      after = page.next;
    }
    expect(paths).toEqual(sampleFiles(7).map(({ path }) => path));
    for (const answer of [
      await get(`/api/v1/jobs/${id}/results?format=csv`),
      await get(`/api/v1/jobs/${id}/results`, { accept: "text/csv" }),
    ]) {
      expect(answer.headers.get("content-type")).toContain("text/csv");
      const lines = (await answer.text()).split("\r\n");
      expect(lines).toHaveLength(9);
      expect(lines[1]).toMatch(/^0,src\/0\.py,done,python,/);
    }
    const whole = jobResults.parse(await (await get(`/api/v1/jobs/${id}/results?limit=5000`)).json());
    for (const answer of [
      await get(`/api/v1/jobs/${id}/results?format=jsonl`),
      await get(`/api/v1/jobs/${id}/results`, { accept: "application/jsonl" }),
    ]) {
      expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="whowrote-${id}.jsonl"`);
      const lines = (await answer.text()).trimEnd().split("\n");
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual(whole.files);
    }
  });

  it("events are sent once each, and a reader that was cut off goes on where it was", async () => {
    const { id } = await made(await served.post("/api/v1/batch", { files: sampleFiles(30) }));
    const path = `/api/v1/jobs/${id}/events`;
    const answer = await get(path);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let begin = "";
    while (!begin.includes("event: file")) begin += (await reader.read()).value ?? "";
    await reader.cancel();
    const seen = [...begin.matchAll(/^id: (\d+)\nevent: file$/gm)].map(([, number]) => Number(number));
    const rest = await (await get(path, { "last-event-id": String(seen.at(-1)) })).text();
    const others = [...rest.matchAll(/^id: (\d+)\nevent: file$/gm)].map(([, number]) => Number(number));
    expect([...seen, ...others]).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(rest).toMatch(/id: 30\nevent: end\ndata: \{.*"state":"done".*\}\n\n$/);
  });

  it("a stream ends when the server stops", async () => {
    const stopping = new AbortController();
    const app = served.variant({ stopping: stopping.signal });
    const { db } = served.parts.storage;
    const { id } = await served.parts.jobs.create(
      { areNamed: true, async *entries() {}, close: () => Promise.resolve() },
      { options: {} },
    );
    await db.updateTable("jobs").set({ state: "running" }).where("id", "=", id).execute();
    const text = (await app.request(`/api/v1/jobs/${id}/events`)).text();
    stopping.abort();
    expect(await text).not.toContain("event: end");
  });

  it("a job is cancelled once, and is gone once deleted", async () => {
    const begun = await made(await served.post("/api/v1/batch", { files: sampleFiles(400) }));
    const path = `/api/v1/jobs/${begun.id}`;
    const cancelled = await served.app.request(`${path}/cancel`, { method: "POST" });
    expect(cancelled.status).toBe(200);
    expect(await cancelled.json()).toMatchObject({ id: begun.id, state: "cancelled" });
    expect((await served.app.request(`${path}/cancel`, { method: "POST" })).status).toBe(409);
    expect((await served.app.request(path, { method: "DELETE" })).status).toBe(204);
    expect((await get(path)).status).toBe(404);
    expect((await served.app.request(path, { method: "DELETE" })).status).toBe(404);
  });

  it("a key that may make jobs sees its own, an admin all", async () => {
    const { access } = served.parts;
    const keyOf = async (scope: "batch" | "admin" | "read") =>
      (await access.keys.create({ name: scope, scopes: [scope] }, "test")).text;
    const [mine, theirs, admin, reader] = [
      await keyOf("batch"),
      await keyOf("batch"),
      await keyOf("admin"),
      await keyOf("read"),
    ];
    const { id } = await made(
      await served.app.request("/api/v1/batch", jsonRequest({ files: sampleFiles(1) }, { "x-api-key": mine })),
    );
    const status = async (key: string) => (await get(`/api/v1/jobs/${id}`, { "x-api-key": key })).status;
    expect(await Promise.all([mine, theirs, admin, reader].map(status))).toEqual([200, 404, 200, 403]);
    const page = jobPage.parse(await (await get("/api/v1/jobs?limit=200", { "x-api-key": theirs })).json());
    expect(page.jobs).toEqual([]);
  });

  it("what does not fit is refused with what to do about it", async () => {
    const refused = async (body: unknown) => {
      const answer = await served.post("/api/v1/batch", body);
      return `${answer.status} ${((await answer.json()) as { detail: string }).detail}`;
    };
    expect(await refused({ files: [] })).toMatch(/^422 .*files/);
    expect(await refused({ files: [{ path: "a.py" }] })).toMatch(/^422 .*code/);
    expect(await refused({ files: sampleFiles(1), webhook: { url: "http://10.0.0.1/" } })).toMatch(/^422 .*private/);
    expect(await refused({ files: sampleFiles(1), webhook: { url: "https://example.org/" } })).toMatch(/^422 .*secret/);
    expect((await upload(Buffer.from("no archive"), "application/zip")).status).toBe(415);
    expect((await get("/api/v1/jobs/0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f")).status).toBe(404);
    expect((await get("/api/v1/jobs/x")).status).toBe(422);
  });

  it("no secret and no code is logged", async () => {
    const receiver = createServer((_, response) => response.writeHead(500).end()).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const { id } = await served.parts.jobs.create(
      { areNamed: true, async *entries() {}, close: () => Promise.resolve() },
      { options: {}, webhook: { url, secret: "never logged, never told" } },
    );
    while ((await findJob(served.parts.storage.db, id))!.webhook!.attempts === 0) await sleep(20);
    expect(served.log()).not.toContain("never logged");
    expect(served.log()).not.toContain("csv.DictReader");
    receiver.close();
    // The released settings call no private address.
    expect((await findJob(served.parts.storage.db, id))!.webhook!.error).toBe("its name leads into a private network");
  });
});
