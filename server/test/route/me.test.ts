import { afterAll, beforeAll, expect, test } from "vitest";
import { caller } from "../../src/schema/caller.ts";
import { openApp, type TestApp } from "../open-app.ts";
import { describeStorages } from "../storages.ts";

const ask = async ({ app }: Pick<TestApp, "app">, key?: string): Promise<Response> =>
  app.request("/api/v1/me", { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });

describeStorages("who a page speaks for", (place) => {
  let open: TestApp;
  let closed: TestApp;
  beforeAll(async () => {
    open = await openApp(place, { WHOWROTE_RETENTION_DAYS: "30" });
    closed = await openApp(place, { WHOWROTE_KEYS: "always", WHOWROTE_STORE_CODE: "1", WHOWROTE_FPR: "0.02" });
  });
  afterAll(async () => {
    await open.parts.close();
    await closed.parts.close();
  });

  test("the local operator may do everything, and hears what the server takes and keeps", async () => {
    const said = caller.parse(await (await ask(open)).json());
    expect(said).toMatchObject({
      keys_needed: false,
      scopes: ["predict", "batch", "read", "admin"],
      model_version: "quick@0.1.0",
      false_positive_rate: 0.01,
      limits: { file_bytes: 1_000_000, archive_bytes: 64_000_000, archive_files: 20_000, seconds: 20 },
      keeps: { code: false, days: 30 },
      retraining: false,
    });
    expect(said.key).toBeUndefined();
    expect(said.languages).toHaveLength(12);
    expect(said.languages[0]).toEqual({ id: "python", name: "Python", extensions: [".py", ".pyi", ".pyw"] });
  });

  test("a key hears its name and its scopes, whichever they are", async () => {
    const draft = { name: "the shop", scopes: ["batch"] as const, ratePerMinute: 77 };
    const { key, text } = await closed.parts.access.keys.create(draft, "test");
    const said = caller.parse(await (await ask(closed, text)).json());
    expect(said).toMatchObject({
      keys_needed: true,
      scopes: ["batch"],
      key: { id: key.id, name: "the shop", rate_per_minute: 77 },
      false_positive_rate: 0.02,
      keeps: { code: true, days: null },
    });
    expect(JSON.stringify(said)).not.toContain(text.slice(16));
  });

  test("a server that needs a key says so to who sends none, or a wrong one", async () => {
    expect((await ask(closed)).status).toBe(401);
    expect((await ask(closed, `ww_4tq9m0x7c2wd_${"x".repeat(52)}`)).status).toBe(401);
  });
});
