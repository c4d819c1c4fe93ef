import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { listen, openHttpServer } from "../src/http-server.ts";
import { createPredictor } from "../src/prediction/predictor.ts";
import { explanation } from "../src/schema/explanation.ts";
import { prediction } from "../src/schema/prediction.ts";
import { predictionPage } from "../src/schema/predictions.ts";
import { openPage } from "../src/page/open-page.ts";
import { jsonRequest, openApp, type TestApp } from "./open-app.ts";
import { createBuildFolder } from "./page/build-folder.ts";
import { sampleCode } from "./sample-code.ts";
import { describeStorages } from "./storages.ts";

const gone = "0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f";

describeStorages("the app", (place) => {
  let served: TestApp;
  beforeAll(async () => {
    served = await openApp(place);
  });
  afterAll(async () => served.parts.close());

  const get = async (path: string) => served.app.request(path);
  const predict = async (number: number, more: object = {}) => {
    const answer = await served.post("/api/v1/predict", { code: sampleCode(number), path: "totals.py", ...more });
    expect(answer.status).toBe(200);
    return prediction.parse(await answer.json());
  };

  test("code gets a verdict with its detectors and tokens, and is found again as it was answered", async () => {
    const said = await predict(1);
    expect(said).toMatchObject({ language: "python", path: "totals.py", model_version: "quick@0.1.0", cached: false });
    expect(said.detectors.map(({ detector }) => detector)).toEqual(["stylometry", "lexical"]);
    for (const { text, start, end } of said.top_tokens) expect(sampleCode(1).slice(start, end)).toBe(text);
    expect(said.confidence).toBe(Math.max(said.probability!, 1 - said.probability!));
    // No code is kept, and a token is code.
    const tokens = said.top_tokens.map((token) => ({ ...token, text: "" }));
    const kept = { ...said, top_tokens: tokens, feedback: 0, disputed: false };
    expect(await (await get(`/api/v1/predictions/${said.id.toUpperCase()}`)).json()).toEqual(kept);
  });

  test("the same code is answered from memory, under an id of its own", async () => {
    const first = await predict(2);
    const second = await predict(2);
    expect([first.cached, second.cached]).toEqual([false, true]);
    expect({ ...second, id: "", created_at: "", timing: 0, cached: 0 }).toEqual({
      ...first,
      id: "",
      created_at: "",
      timing: 0,
      cached: 0,
    });
    expect(second.id).not.toBe(first.id);
    const other = await predict(2, { false_positive_rate: 0.2 });
    expect(other.cached).toBe(false);
  });

  test("code is in the database only when the operator asks for it", async () => {
    const { id, top_tokens: tokens } = await predict(3);
    expect(tokens.map(({ text }) => text)).not.toContain("");
    const { db } = served.parts.storage;
    const find = async (wanted: string) =>
      db.selectFrom("predictions").selectAll().where("id", "=", wanted).executeTakeFirstOrThrow();
    expect(JSON.stringify(await find(id))).not.toContain("csv.DictReader");
    const kept = await find(id);
    expect(kept.code).toBeNull();
    expect(prediction.parse(kept.answer).top_tokens).toEqual(tokens.map((token) => ({ ...token, text: "" })));
    const { parts } = served;
    const predictor = createPredictor({ ...parts, settings: { ...parts.settings, storeCode: true } });
    const asked = served.variant({ predictor }).request("/api/v1/predict", jsonRequest({ code: sampleCode(3) }));
    const answer = prediction.parse(await (await asked).json());
    expect(await find(answer.id)).toMatchObject({ code: sampleCode(3), answer });
  });

  test("an explanation shares the score out among tokens and lines", async () => {
    const answer = await served.post("/api/v1/explain", { code: sampleCode(4), language: "python" });
    const { evidence, verdict } = explanation.parse(await answer.json());
    const { score, bias, tokens, lines } = evidence.lexical;
    expect(lines.length).toBe(sampleCode(4).split("\n").length - 1);
    expect(tokens.reduce((sum, { contribution }) => sum + contribution, bias)).toBeCloseTo(score, 3);
    expect(evidence.sentences[0]).toContain(`Verdict: ${verdict}`);
  });

  test("the short answer says ai only when the verdict does", async () => {
    const answer = await served.post("/api/v1/ml/detect-ai", { code: sampleCode(5), language: "python" });
    const said = z
      .object({ ai_score: z.number(), is_ai: z.boolean(), verdict: z.string(), risk_level: z.string() })
      .parse(await answer.json());
    expect(said.is_ai).toBe(said.verdict === "ai");
    expect(said.risk_level === "high").toBe(said.is_ai);
    const short = await served.post("/api/v1/ml/detect-ai", { code: "x = 1", language: "python" });
    expect(await short.json()).toMatchObject({ ai_score: null, is_ai: false, risk_level: "unknown" });
  });

  test("a renamed copy is as similar as can be, and other code is not", async () => {
    const code = sampleCode(6);
    const compare = async (other: string) => {
      const a = { code, language: "python" };
      const answer = await served.post("/api/v1/ml/similarity", { a, b: { code: other, language: "python" } });
      return z.object({ similarity: z.number(), basis: z.literal("structure") }).parse(await answer.json()).similarity;
    };
    expect(await compare(code.replaceAll("totals", "sums").replaceAll("customer", "client"))).toBe(1);
    expect(
      await compare("def mean(values):\n    return sum(values) / len(values) if values else 0.0\n".repeat(3)),
    ).toBeLessThan(0.5);
  });

  test("predictions are listed newest first, by page and filter, none twice and none left out", async () => {
    const made: string[] = [];
    for (let number = 10; number < 15; number++) made.push((await predict(number, { path: "page.py" })).id);
    const seen: string[] = [];
    for (let after = ""; ;) {
      const answer = await get(
        `/api/v1/predictions?limit=2&language=python&verdict=${(await predict(10)).verdict}${after}`,
      );
      const page = predictionPage.parse(await answer.json());
      seen.push(...page.predictions.map(({ id }) => id));
      if (page.next === undefined) break;
      after = `&after=${page.next}`;
    }
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen.filter((id) => made.includes(id))).toEqual(made.filter((id) => seen.includes(id)).reverse());
    const none = await get("/api/v1/predictions?since=2999-01-01T00:00:00Z");
    expect(await none.json()).toEqual({ predictions: [] });
  });

  test("a deleted prediction is gone, and the audit log says who did it", async () => {
    const { id } = await predict(20);
    const remove = async () => served.app.request(`/api/v1/predictions/${id}`, { method: "DELETE" });
    expect((await remove()).status).toBe(204);
    expect((await get(`/api/v1/predictions/${id}`)).status).toBe(404);
    expect((await remove()).status).toBe(404);
    const { db } = served.parts.storage;
    const entries = await db.selectFrom("audit_log").selectAll().where("subject", "=", id).execute();
    expect(entries).toMatchObject([{ action: "prediction.delete", actor: "operator" }]);
  });

  test("who disputes a verdict is heard, and not about a prediction that there is not", async () => {
    const { id } = await predict(21);
    const path = (of: string) => `/api/v1/predictions/${of}/feedback`;
    const given = await served.post(path(id), { says: "human", note: "I wrote it myself in 2009." });
    expect(given.status).toBe(201);
    const kept: unknown = await given.json();
    expect(await (await get(path(id))).json()).toEqual({ feedback: [kept] });
    expect((await served.post(path(gone), { says: "ai" })).status).toBe(404);
    expect((await get(path(gone))).status).toBe(404);
    expect((await served.post(path(id), { says: "robot" })).status).toBe(422);
  });

  test("statistics count what was judged, and are counted once in some seconds", async () => {
    const { settings } = served.parts;
    const fresh = served.variant({ settings: { ...settings, statsSeconds: 0 } });
    const before = await countAll(fresh);
    expect(await countAll(served.app)).toBe(before);
    await predict(22);
    expect([await countAll(fresh), await countAll(served.app)]).toEqual([before + 1, before]);
    const byVerdict = await (await get("/api/v1/stats?by=verdict,language")).json();
    expect(byVerdict).toMatchObject({
      predictions: expect.arrayContaining([expect.objectContaining({ language: "python" })]) as unknown[],
    });
  });

  const countAll = async (app: TestApp["app"]): Promise<number> => {
    const answer = await app.request("/api/v1/stats?by=language&language=python");
    return z.object({ predictions: z.tuple([z.object({ count: z.number() })]) }).parse(await answer.json())
      .predictions[0].count;
  };

  test("health, readiness and metrics tell the state", async () => {
    expect(await (await get("/health")).json()).toMatchObject({ status: "ok" });
    expect(await (await get("/ready")).json()).toMatchObject({ status: "ready", model_versions: ["quick@0.1.0"] });
    await predict(23);
    const metrics = await (await get("/metrics")).text();
    expect(metrics).toMatch(
      /^whowrote_predictions_total\{verdict="\w+",language="python",version="quick@0.1.0"\} [1-9]/m,
    );
    expect(metrics).toMatch(
      /^whowrote_http_request_seconds_count\{method="POST",route="\/api\/v1\/predict",status="200"\} [1-9]/m,
    );
    expect(metrics).toMatch(/^whowrote_queue_capacity 256$/m);
    expect(metrics).toMatch(/^whowrote_jobs\{state="running"\} 0$/m);
    expect(metrics).toMatch(/^whowrote_job_files_waiting 0$/m);
  });

  test("a server that stops says that it is not ready", async () => {
    const answer = await served.variant({ stopping: AbortSignal.abort() }).request("/ready");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  });

  test("the same request under the same key is answered once, and another one is refused", async () => {
    const send = async (number: number) =>
      served.post("/api/v1/predict", { code: sampleCode(number) }, { "idempotency-key": "order-66" });
    const first = await (await send(30)).text();
    const again = await send(30);
    expect([await again.text(), again.headers.get("idempotency-replayed")]).toEqual([first, "true"]);
    const { db } = served.parts.storage;
    const kept = db.selectFrom("idempotency_keys").select("response").where("key", "=", "order-66");
    const { response } = await kept.executeTakeFirstOrThrow();
    expect(Buffer.from(response!, "base64").toString()).not.toContain("top_tokens");
    expect((await send(31)).status).toBe(422);
    const bad = await served.post("/api/v1/predict", { code: sampleCode(30) }, { "idempotency-key": "ä" });
    expect(bad.status).toBe(400);
  });

  test("of two requests under one key at once, one is judged", async () => {
    const send = async () =>
      served.post("/api/v1/predict", { code: sampleCode(32), language: "python" }, { "idempotency-key": "twins" });
    const answers = await Promise.all([send(), send()]);
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    const { content_hash: hash } = prediction.parse(await (await send()).json());
    const page = predictionPage.parse(await (await get(`/api/v1/predictions?content_hash=${hash}`)).json());
    expect(page.predictions.length).toBe(1);
  });

  test("a key whose request failed can be used again", async () => {
    const send = async (code: string) =>
      served.post("/api/v1/predict", { code, language: "klingon" }, { "idempotency-key": "second-chance" });
    expect((await send("x = 1")).status).toBe(422);
    expect(await (await send("x = 2")).json()).toMatchObject({ title: "The request does not fit" });
  });

  test("neither code, nor keys, nor queries, nor what a client calls itself are in the log", async () => {
    const code = `${sampleCode(40)}# marker-in-code\n`;
    await served.post(
      "/api/v1/predict?marker-in-query=1",
      { code, language: "python" },
      { "user-agent": "marker-agent" },
    );
    await served.app.request("/api/v1/predictions/marker-in-path");
    await served.app.request("/marker-nowhere");
    await served.post("/api/v1/predict", { code }, { "x-api-key": "marker-in-key" });
    expect(served.log()).toContain('"route":"/api/v1/predict"');
    expect(served.log()).toContain('"route":"unmatched"');
    expect(served.log()).not.toMatch(/marker/);
  });

  test("a client that goes away is no longer waited for", async () => {
    const { inference } = served.parts;
    const before = inference.figures().cancelled;
    const busy = Array.from({ length: 60 }, async (_, number) => predict(2000 + number));
    const leaving = new AbortController();
    const left = served.app.request("/api/v1/predict", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: sampleCode(60), language: "python" }),
      signal: leaving.signal,
    });
    await expect.poll(() => inference.figures().waiting, { interval: 1 }).toBeGreaterThan(10);
    leaving.abort();
    expect((await left).status).toBe(499);
    await Promise.all(busy);
    expect(inference.figures().cancelled).toBe(before + 1);
  });

  test("a client that hangs up is noted, and its Idempotency-Key is free again", async () => {
    const { predictor, settings } = served.parts;
    const begun = Promise.withResolvers<void>();
    const app = served.variant({
      predictor: {
        ...predictor,
        // Code that takes for ever.
        predict: async ({ signal }) => {
          const { promise, reject } = Promise.withResolvers<never>();
          signal!.addEventListener("abort", () => reject(signal!.reason));
          begun.resolve();
          return promise;
        },
      },
    });
    const server = openHttpServer(app, settings);
    const { port } = await listen(server, { ...settings, port: 0 });
    const leaving = new AbortController();
    const left = fetch(`http://127.0.0.1:${port}/api/v1/predict`, {
      ...jsonRequest({ code: sampleCode(61) }, { "idempotency-key": "hung-up", "x-request-id": "hung-up" }),
      signal: leaving.signal,
    });
    await begun.promise;
    leaving.abort();
    await expect(left).rejects.toThrow("aborted");
    await expect.poll(() => served.log()).toMatch(/"requestId":"hung-up"[^}]*"status":499/);
    const { db } = served.parts.storage;
    const claims = db.selectFrom("idempotency_keys").select("key").where("key", "=", "hung-up");
    expect(await claims.execute()).toEqual([]);
    await server.drain(1000);
  });

  test("when too much is waiting, the next is told when to ask again", async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, async (_, number) =>
        served.post("/api/v1/predict", { code: sampleCode(1000 + number), language: "python" }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    const refused = answers.find(({ status }) => status === 503)!;
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    await expectProblem(refused, 503);
  });

  test("what is refused is refused as a problem that says why, without code, path or stack", async () => {
    const post = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    const predictPath = "/api/v1/predict";
    const cases: readonly (readonly [status: number, path: string, init?: RequestInit])[] = [
      [404, "/nowhere"],
      [404, "/api/v1/predictionsx"],
      [404, `/api/v1/predictions/${gone}`],
      [405, predictPath],
      [405, "/health", { method: "PATCH" }],
      [405, `/api/v1/predictions/${gone}`, { method: "PUT" }],
      [415, predictPath, post("{}", { "content-type": "text/plain" })],
      [415, predictPath, { method: "POST", headers: { "content-type": "" }, body: "{}" }],
      [415, predictPath, post("a=b", { "content-type": "application/x-www-form-urlencoded" })],
      [413, predictPath, post(JSON.stringify({ code: "x".repeat(4_000_000) }))],
      [413, predictPath, post("{}", { "content-length": "5000000000" })],
      [422, predictPath, post(JSON.stringify({ code: "é".repeat(600_000), language: "python" }))],
      [400, predictPath, post('{"code":')],
      [400, predictPath, post("")],
      [400, predictPath, post("[".repeat(100_000))],
      [400, predictPath, post(`{"code":"x","language":${"[".repeat(40)}${"]".repeat(40)}}`)],
      [422, predictPath, post("null")],
      [422, predictPath, post('"code"')],
      [422, predictPath, post("{}")],
      [422, predictPath, post('{"code":""}')],
      [422, predictPath, post('{"code":"x\\u0000y"}')],
      [422, predictPath, post('{"code":"x\\ud800"}')],
      [422, predictPath, post('{"code":"x","path":"a\\u0000"}')],
      [422, predictPath, post('{"code":"x","language":"klingon"}')],
      [422, predictPath, post('{"code":"x","false_positive_rate":0.5}')],
      [422, predictPath, post('{"code":"x","__proto__":{"a":1}}')],
      [422, predictPath, post('{"code":"nothing tells what this is"}')],
      [422, "/api/v1/predictions?limit=1000000"],
      [422, "/api/v1/predictions?verdict=' or 1=1 --"],
      [422, "/api/v1/predictions?limit=1&limit=2"],
      [422, "/api/v1/predictions?since=yesterday"],
      [422, "/api/v1/predictions?model_version=%00"],
      [422, "/api/v1/predictions/1%20or%201=1"],
      [422, "/api/v1/stats?by=code"],
    ];
    for (const [status, path, init] of cases) await expectProblem(await served.app.request(path, init), status, path);
    const wrongBytes = { ...post(""), body: new Uint8Array([0x22, 0xff, 0x22]) };
    await expectProblem(await served.app.request(predictPath, wrongBytes), 400);
    const refused = await served.app.request(predictPath);
    expect(refused.headers.get("allow")).toBe("POST");
  });

  const expectProblem = async (answer: Response, status: number, path = ""): Promise<void> => {
    const text = await answer.text();
    expect([answer.status, path, text]).toEqual([status, path, text]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(JSON.parse(text)).toMatchObject({
      type: "about:blank",
      status,
      title: expect.stringMatching(/\w/) as string,
    });
    expect(text).not.toMatch(/node_modules|\.ts\b|    at /);
  };

  test("SQL in every field is text", async () => {
    const sql = "'; drop table predictions; --";
    const answer = await predict(70, { path: sql });
    expect(answer.path).toBe(sql);
    for (const query of [`model_version=${sql}`, `key_id=${sql}`])
      expect(await (await get(`/api/v1/predictions?${query.replaceAll(" ", "%20")}`)).json()).toEqual({
        predictions: [],
      });
    const feedback = await served.post(`/api/v1/predictions/${answer.id}/feedback`, { says: "human", note: sql });
    expect(await feedback.json()).toMatchObject({ note: sql });
  });

  test("a page of another origin may neither read nor send, unless the operator names it", async () => {
    const origin = "https://ide.example";
    const send = async (app: TestApp["app"]) =>
      app.request("/api/v1/predict", jsonRequest({ code: sampleCode(71) }, { origin }));
    expect((await send(served.app)).status).toBe(403);
    const read = await served.app.request("/health", { headers: { origin } });
    expect([read.status, read.headers.get("access-control-allow-origin")]).toEqual([200, null]);
    const { settings } = served.parts;
    const open = served.variant({ settings: { ...settings, corsOrigins: [origin] } });
    const sent = await send(open);
    expect([sent.status, sent.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
    const asked = await open.request("/api/v1/predict", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
    });
    expect([asked.status, asked.headers.get("access-control-allow-methods")]).toEqual([204, "GET,POST,PATCH,DELETE"]);
    const own = await served.app.request(
      "/api/v1/predict",
      jsonRequest({ code: sampleCode(72) }, { origin: "http://localhost" }),
    );
    expect(own.status).toBe(200);
    // Behind a proxy that ends TLS the server is asked over http for a page that came over https.
    const site = async (name: string) =>
      served.app.request(
        "/api/v1/predict",
        jsonRequest({ code: sampleCode(72) }, { origin: "https://localhost", "sec-fetch-site": name }),
      );
    expect([(await site("same-origin")).status, (await site("same-site")).status]).toEqual([200, 403]);
  });

  test("a server on loopback does not go by other names, unless the operator allows them", async () => {
    const ask = async (app: TestApp["app"], host: string) =>
      (await app.request("/health", { headers: { host } })).status;
    for (const host of ["localhost:58000", "127.0.0.1", "[::1]:58000", "LOCALHOST"])
      expect(await ask(served.app, host)).toBe(200);
    for (const host of ["rebound.example", "localhost.example:58000", "127.0.0.1.example", "192.168.1.7"])
      expect(await ask(served.app, host)).toBe(421);
    const { settings } = served.parts;
    const named = served.variant({ settings: { ...settings, allowedHosts: ["code.example"] } });
    expect([await ask(named, "code.example:443"), await ask(named, "other.example")]).toEqual([200, 421]);
  });

  test.each(["/health", "/nowhere", "/docs", "/api/v1/openapi.json", "/docs/start.js"])(
    "%s is answered with the headers that keep a browser safe",
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    },
  );

  test("what no route answers is the page, and what the API does not have stays a problem", async () => {
    const built = createBuildFolder();
    built.write("index.html", "<!doctype html><p>the page</p>");
    const app = served.variant({ page: openPage(built.path) });
    const browse = async (path: string, method = "GET") =>
      app.request(path, { method, headers: { accept: "text/html,*/*;q=0.8" } });
    const shown = await browse("/models/quick@0.1.0");
    expect([shown.status, await shown.text()]).toEqual([200, "<!doctype html><p>the page</p>"]);
    expect(shown.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect(served.log()).toContain('"route":"page"');
    for (const path of ["/api/v1/nowhere", "/docs/nowhere", "/index-nowhere.js"]) {
      const { status, headers } = await browse(path);
      expect([path, status, headers.get("content-type")]).toEqual([path, 404, "application/problem+json"]);
    }
    expect([(await browse("/", "POST")).status, (await browse("/health", "POST")).status]).toEqual([404, 405]);
    expect(await (await browse("/docs")).text()).toContain("whowrote API");
    built.remove();
  });

  test("a request keeps the id that it came with, if that is one", async () => {
    const ask = async (id: string) =>
      (await served.app.request("/health", { headers: { "x-request-id": id } })).headers.get("x-request-id");
    expect(await ask("build-7.2")).toBe("build-7.2");
    expect(await ask("two words")).not.toContain(" ");
  });

  test("the page of the API loads nothing from elsewhere, and all that it loads is here", async () => {
    const html = await (await get("/docs")).text();
    const loaded = [...html.matchAll(/(?:src|href)="(?!data:)([^"]*)"/g)].map(([, address]) => address!);
    expect(loaded.length).toBe(3);
    for (const address of loaded) {
      const answer = await get(new URL(address, "http://localhost/docs").pathname);
      expect([address, answer.status]).toEqual([address, 200]);
      const etag = answer.headers.get("etag")!;
      expect((await served.app.request(`/${address}`, { headers: { "if-none-match": etag } })).status).toBe(304);
    }
  });

  test("the description of the API has every route, each with its problems", async () => {
    const described = openApi.parse(await (await get("/api/v1/openapi.json")).json());
    const here = served.app.routes
      .filter(({ method, path }) => method !== "ALL" && !path.startsWith("/docs"))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    const there = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(there.toSorted()).toEqual([...new Set(here)].toSorted());
    for (const [path, methods] of Object.entries(described.paths))
      for (const [method, { responses, operationId, requestBody }] of Object.entries(methods)) {
        const name = `${method} ${path}`;
        expect([name, operationId]).toEqual([name, expect.stringMatching(/^\w+$/)]);
        for (const [status, { content }] of Object.entries(responses))
          if (Number(status) >= 400)
            expect([name, status, ...Object.keys(content ?? {})]).toEqual([name, status, "application/problem+json"]);
        const least = requestBody ? ["400", "413", "415", "422"] : ["500"];
        expect([name, ...Object.keys(responses)]).toEqual(expect.arrayContaining([name, ...least]));
      }
    const { securitySchemes: schemes } = described.components;
    expect(schemes).toMatchObject({ bearer: { scheme: "bearer" }, header: { in: "header", name: "X-API-Key" } });
    expect(described.paths["/api/v1/predict"]?.["post"]?.security).toEqual([{ bearer: [] }, { header: [] }]);
    const ids = Object.values(described.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.length).toBe(new Set(ids).size);
  });
});

const openApi = z.object({
  openapi: z.literal("3.1.0"),
  components: z.object({ securitySchemes: z.record(z.string(), z.unknown()) }),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        security: z.array(z.record(z.string(), z.unknown())).optional(),
        requestBody: z.object({}).optional(),
        responses: z.record(
          z.string(),
          z.object({ description: z.string(), content: z.record(z.string(), z.unknown()).optional() }),
        ),
      }),
    ),
  ),
});
