import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createKeyText } from "../../src/access/key-text.ts";
import type { Settings } from "../../src/settings.ts";
import { listAuditEntries } from "../../src/storage/audit-log.ts";
import type { Storage } from "../../src/storage.ts";
import { openKeysApp } from "../access/keys-app.ts";
import { describeStorages } from "../storages.ts";

interface Made {
  readonly id: string;
  readonly key: string;
}

describeStorages("/api/v1/keys", (place) => {
  let storage: Storage;
  let settings: Settings;
  beforeAll(async () => {
    const database = await place.create({ API_HOST: "0.0.0.0" });
    ({ settings } = database);
    storage = await database.openKept();
  });
  beforeEach(async () => {
    await storage.db.deleteFrom("api_keys").execute();
    await storage.db.deleteFrom("audit_log").execute();
  });
  afterAll(async () => storage.close());

  const open = async () => {
    const { access, app } = await openKeysApp(storage, settings);
    const admin = await access.keys.create({ name: "admin", scopes: ["admin"] }, "operator");
    const ask = async (method: string, path: string, body?: unknown, key = admin.text) =>
      app.request(`/api/v1/keys${path}`, {
        method,
        headers: { "x-api-key": key, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    return { access, ask, admin };
  };

  test("a key that was made works, is listed without its secret, and is void once deleted", async () => {
    const { access, ask, admin } = await open();
    const draft = { name: "second", scopes: ["admin"], rate_per_minute: 60, expires_at: "2099-01-01T00:00:00+02:00" };
    const answer = await ask("POST", "", draft);
    expect(answer.status).toBe(201);
    const made = (await answer.json()) as Made;
    expect(made).toMatchObject({ ...draft, expires_at: "2098-12-31T22:00:00.000Z" });
    expect(made.key).toMatch(new RegExp(`^ww_${made.id}_`));

    const list = await ask("GET", "", undefined, made.key);
    expect(list.status).toBe(200);
    const { keys } = (await list.json()) as { keys: readonly Made[] };
    expect(keys.map(({ id }) => id)).toEqual([made.id, admin.key.id]);
    expect(JSON.stringify(keys)).not.toContain(made.key.split("_")[2]);

    const revoked = await ask("DELETE", `/${made.id}`);
    expect(revoked.status).toBe(200);
    expect(await revoked.json()).toMatchObject({ id: made.id, revoked_at: expect.any(String) as string });
    expect((await ask("GET", "", undefined, made.key)).status).toBe(401);
    const again = await ask("DELETE", `/${made.id}`);
    expect(again.status).toBe(200);
    await access.close();
  });

  test("the audit log names the key that an administrator used", async () => {
    const { access, ask, admin } = await open();
    const made = (await (await ask("POST", "", { name: "x", scopes: ["read"] })).json()) as Made;
    await ask("DELETE", `/${made.id}`);
    const { rows } = await listAuditEntries(storage.db, {}, { limit: 2 });
    expect(rows.toReversed().map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      [admin.key.id, "key.create", made.id],
      [admin.key.id, "key.revoke", made.id],
    ]);
    expect(JSON.stringify(rows)).not.toContain(made.key.split("_")[2]);
    await access.close();
  });

  test("no other scope may list, make or revoke keys", async () => {
    const { access, ask, admin } = await open();
    const { text } = await access.keys.create({ name: "x", scopes: ["predict", "batch", "read"] }, "operator");
    expect((await ask("GET", "", undefined, text)).status).toBe(403);
    expect((await ask("POST", "", { name: "x", scopes: ["admin"] }, text)).status).toBe(403);
    expect((await ask("DELETE", `/${admin.key.id}`, undefined, text)).status).toBe(403);
    expect((await access.keys.list()).length).toBe(2);
    await access.close();
  });

  test("a key that is not there answers 404, and what cannot be an id 422", async () => {
    const { access, ask } = await open();
    expect((await ask("DELETE", `/${createKeyText().id}`)).status).toBe(404);
    expect((await ask("DELETE", "/nonsense")).status).toBe(422);
    await access.close();
  });

  test.each([
    [{ scopes: ["read"] }, "name"],
    [{ name: "", scopes: ["read"] }, "name"],
    [{ name: "  ", scopes: ["read"] }, "name"],
    [{ name: "x".repeat(101), scopes: ["read"] }, "name"],
    [{ name: "two\nlines", scopes: ["read"] }, "name"],
    [{ name: "nul\0", scopes: ["read"] }, "name"],
    [{ name: "half \ud800", scopes: ["read"] }, "name"],
    [{ name: "x" }, "scopes"],
    [{ name: "x", scopes: [] }, "scopes"],
    [{ name: "x", scopes: ["root"] }, "scopes"],
    [{ name: "x", scopes: ["read"], rate_per_minute: 0 }, "rate_per_minute"],
    [{ name: "x", scopes: ["read"], rate_per_minute: 1.5 }, "rate_per_minute"],
    [{ name: "x", scopes: ["read"], rate_per_minute: 1e12 }, "rate_per_minute"],
    [{ name: "x", scopes: ["read"], expires_at: "tomorrow" }, "expires_at"],
    [{ name: "x", scopes: ["read"], expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    [{ name: "x", scopes: ["read"], id: "mine" }, "id"],
    [[], "json"],
    ["text", "json"],
    [null, "json"],
  ])("%j is refused with 422, naming %s", async (draft, field) => {
    const { access, ask } = await open();
    const response = await ask("POST", "", draft);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(field) as string });
    expect((await access.keys.list()).length).toBe(1);
    await access.close();
  });
});
