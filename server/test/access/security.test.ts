import fc from "fast-check";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Access } from "../../src/access.ts";
import { createKeyText } from "../../src/access/key-text.ts";
import type { Router } from "../../src/route/router.ts";
import type { Storage } from "../../src/storage.ts";
import { describeStorages } from "../storages.ts";
import { openKeysApp, serveApp } from "./keys-app.ts";

const injections = [
  "'; drop table api_keys; --",
  "' or '1'='1",
  "\\'; drop table api_keys; --",
  "$1",
  "{read}",
  '{"a"}',
  "%",
  "x'); delete from audit_log; --",
  "${7*7}{{7*7}}<script>",
  "../../etc/passwd",
];

describeStorages("access under attack", (place) => {
  let storage: Storage;
  let access: Access;
  let app: Router;
  let logged: () => string;
  let server: Awaited<ReturnType<typeof serveApp>>;
  let admin: string;
  beforeAll(async () => {
    const database = await place.create({
      API_HOST: "0.0.0.0",
      WHOWROTE_FAILED_LOGINS: "10000",
      WHOWROTE_RATE_PER_ADDRESS: "1000000",
      WHOWROTE_RATE_PER_KEY: "1000000",
      WHOWROTE_TRUSTED_PROXIES: "127.0.0.1",
    });
    storage = await database.openKept();
    ({ access, app, logged } = await openKeysApp(storage, database.settings));
    admin = (await access.keys.create({ name: "admin", scopes: ["admin"] }, "operator")).text;
    server = await serveApp(app, database.settings);
  });
  afterAll(async () => {
    await server.close();
    await access.close();
    await storage.close();
  });

  const list = async (headers: Readonly<Record<string, string>>) => app.request("/api/v1/keys", { headers });
  const create = async (draft: unknown) =>
    app.request("/api/v1/keys", {
      method: "POST",
      headers: { "x-api-key": admin, "content-type": "application/json" },
      body: JSON.stringify(draft),
    });

  /** Sends bytes as they are and gives what came back. */
  const sendRaw = async (lines: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk.toString("latin1");
      });
      socket.on("error", reject);
      socket.on("close", () => resolve(answer));
      socket.write(
        Buffer.from(
          `${["GET /api/v1/keys HTTP/1.1", "host: 127.0.0.1", "connection: close", ...lines].join("\r\n")}\r\n\r\n`,
          "latin1",
        ),
      );
    });

  test.each(injections)("SQL %s is data in every field", async (text) => {
    const before = (await access.keys.list()).length;
    expect((await list({ authorization: `Bearer ${text}` })).status).toBe(401);
    expect((await list({ "x-api-key": `ww_${text}_${createKeyText().secret}` })).status).toBe(401);
    expect((await list({ "x-api-key": "wrong", "x-forwarded-for": text })).status).toBe(401);
    const path = `/api/v1/keys/${encodeURIComponent(text)}`;
    expect((await app.request(path, { method: "DELETE", headers: { "x-api-key": admin } })).status).toBe(422);
    for (const field of ["scopes", "expires_at", "rate_per_minute"])
      expect((await create({ name: "x", scopes: ["read"], [field]: text })).status).toBe(422);

    const made = await create({ name: text, scopes: ["read"] });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ name: text });
    const keys = await access.keys.list();
    expect(keys).toHaveLength(before + 1);
    expect(keys[0]?.name).toBe(text);
  });

  test("whatever stands in the headers, the answer is a refusal that repeats none of it", async () => {
    // What HTTP lets through: printable ASCII and bytes above it.
    const bytes = fc
      .uint8Array({ maxLength: 100 })
      .map((values) =>
        Buffer.from(values.map((value) => Math.max(value, 0x20) ^ Number(value === 0x7f))).toString("latin1"),
      );
    const value = fc.oneof(
      bytes,
      bytes.map((text) => `Bearer ${text}`),
      bytes.map((text) => `ww_${createKeyText().id}_${text}`),
      fc.constant("").map(() => `Bearer ${createKeyText().text}`),
    );
    await fc.assert(
      fc.asyncProperty(value, fc.option(value, { nil: undefined }), async (key, authorization) => {
        const response = await list({ "x-api-key": key, ...(authorization !== undefined && { authorization }) });
        expect([400, 401]).toContain(response.status);
        expect(response.headers.get("content-type")).toBe("application/problem+json");
        const body = await response.text();
        const told = JSON.stringify([...response.headers]) + body;
        const { title, detail } = JSON.parse(body) as { readonly title: string; readonly detail: string };
        for (const sent of [key, authorization ?? ""].filter((text) => text.length > 8))
          expect(told.replace(title, "").replace(detail, "")).not.toContain(sent);
      }),
      { numRuns: 100 },
    );
  });

  test("whatever is posted, a key is made or the request refused", async () => {
    const draft = fc.record(
      {
        name: fc.oneof(
          fc.uint16Array({ maxLength: 20 }).map((units) => String.fromCharCode(...units)),
          fc.jsonValue(),
        ),
        scopes: fc.oneof(fc.array(fc.constantFrom("read", "admin", "root")), fc.jsonValue()),
        rate_per_minute: fc.oneof(fc.double(), fc.integer(), fc.jsonValue()),
        expires_at: fc.oneof(
          fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }).map((at) => at.toISOString()),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: ["name", "scopes"] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof({ arbitrary: draft, weight: 4 }, fc.jsonValue()), async (body) => {
        expect([201, 400, 422]).toContain((await create(body)).status);
      }),
      { numRuns: 100 },
    );
  });

  test("whatever stands in the path, nothing breaks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
        const path = `/api/v1/keys/${encodeURIComponent(text)}`;
        const response = await app.request(path, { method: "DELETE", headers: { "x-api-key": admin } });
        expect([404, 422]).toContain(response.status);
      }),
    );
  });

  describe("over a socket", () => {
    test("a key of 10 kB is refused, and the next request answered", async () => {
      for (const key of ["x".repeat(10_000), `ww_${"0".repeat(10_000)}_`, `Bearer ${" ".repeat(10_000)}x`]) {
        expect(await sendRaw([`x-api-key: ${key}`])).toMatch(/^HTTP\/1\.1 401 /);
        expect(await sendRaw([`authorization: ${key}`])).toMatch(/^HTTP\/1\.1 401 /);
      }
      expect(await sendRaw([`x-api-key: ${"x".repeat(20_000)}`])).toMatch(/^HTTP\/1\.1 431 /);
      expect(await sendRaw([`authorization: Bearer ${admin}`])).toMatch(/^HTTP\/1\.1 200 /);
    });

    test.each([
      ["bytes above ASCII", "\u00ff\u00fe\u0080"],
      ["UTF-8", Buffer.from("ww_ключ_🔑").toString("latin1")],
      ["a good key in full-width letters", Buffer.from("ｗｗ＿").toString("latin1")],
    ])("a key of %s is refused", async (_, key) => {
      expect(await sendRaw([`x-api-key: ${key}`])).toMatch(/^HTTP\/1\.1 401 /);
    });

    test("NUL in a header is refused before anything reads it", async () => {
      expect(await sendRaw([`x-api-key: ${admin}\0`])).toMatch(/^HTTP\/1\.1 400 /);
    });

    test("a header that is smuggled in behind a key stays a header of the request", async () => {
      const answer = await sendRaw(["x-api-key: ww_x", "set-cookie: admin=1", "x-evil: 1"]);
      expect(answer).toMatch(/^HTTP\/1\.1 401 /);
      expect(answer.toLowerCase()).not.toMatch(/set-cookie|x-evil/);
    });

    test("of two X-API-Key headers none is believed, of a folded one neither", async () => {
      expect(await sendRaw([`x-api-key: ${createKeyText().text}`, `x-api-key: ${admin}`])).toMatch(/^HTTP\/1\.1 401 /);
      expect(await sendRaw([`x-api-key: ${admin}`, `x-api-key: ${admin}`])).toMatch(/^HTTP\/1\.1 401 /);
      expect(await sendRaw(["x-api-key:", ` ${admin}`])).not.toMatch(/^HTTP\/1\.1 200 /);
    });

    test("an address that a client made up stands nowhere, the one its proxy saw in the log", async () => {
      await storage.db.deleteFrom("audit_log").execute();
      await sendRaw(["x-api-key: wrong", "x-forwarded-for: 1.2.3.4, 198.51.100.77"]);
      await access.close();
      const rows = await storage.db.selectFrom("audit_log").select("detail").execute();
      expect(rows).toEqual([{ detail: { address: "198.51.100.77", reason: "malformed" } }]);
    });
  });

  test("after all of it no secret stands in the log of the server or of the audit", async () => {
    await access.close();
    const audit = JSON.stringify(await storage.db.selectFrom("audit_log").selectAll().execute());
    const secret = admin.split("_")[2] ?? "";
    expect(secret).toHaveLength(52);
    expect(logged() + audit).not.toContain(secret);
    // Nothing that happened here was an error of the server.
    expect(logged()).toBe("");
  });
});
