import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createKeyText } from "../../src/access/key-text.ts";
import { listAuditEntries } from "../../src/storage/audit-log.ts";
import type { Storage } from "../../src/storage.ts";
import { describeStorages } from "../storages.ts";
import { openGate } from "./gate.ts";

const auditOf = async (storage: Storage) => (await listAuditEntries(storage.db, {}, { limit: 100 })).rows;

describeStorages("access", (place) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await (await place.create()).openKept();
  });
  beforeEach(async () => {
    await storage.db.deleteFrom("api_keys").execute();
    await storage.db.deleteFrom("audit_log").execute();
  });
  afterAll(async () => storage.close());
  const open = (options: Parameters<typeof openGate>[1] = {}) => openGate(storage, options);

  test("a key lets in whoever sends it, in either header, with its scopes", async () => {
    const { access, ask } = open();
    const { key, text } = await access.keys.create({ name: "ci", scopes: ["predict", "read"] }, "operator");
    for (const request of [
      { key: text },
      { headers: { authorization: `bEARER  ${text}` } },
      { headers: { "x-api-key": text } },
      { headers: { "x-api-key": text, authorization: `Bearer ${text}` } },
    ]) {
      const response = await ask("predict", request);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ keyId: key.id, scopes: ["predict", "read"], address: "203.0.113.9" });
    }
    expect((await ask("read", { key: text })).status).toBe(200);
    await access.close();
  });

  test("a key without the scope gets 403 and is told which; admin has every scope", async () => {
    const { access, ask } = open();
    const reader = await access.keys.create({ name: "reader", scopes: ["read"] }, "operator");
    const admin = await access.keys.create({ name: "admin", scopes: ["admin"] }, "operator");
    for (const scope of ["predict", "batch", "admin"] as const) {
      const response = await ask(scope, { key: reader.text });
      expect(response.status).toBe(403);
      expect(response.headers.get("www-authenticate")).toBe(
        `Bearer realm="whowrote", error="insufficient_scope", scope="${scope}"`,
      );
      expect(await response.json()).toMatchObject({ status: 403, required_scope: scope });
      expect((await ask(scope, { key: admin.text })).status).toBe(200);
    }
    await access.close();
  });

  test("without a key, with a wrong one, with a malformed one: 401 as problem+json, and nobody's id", async () => {
    const { access, ask } = open();
    await access.keys.create({ name: "ci", scopes: ["read"] }, "operator");
    const realm = 'Bearer realm="whowrote"';
    const missing = await ask("read");
    expect(missing.status).toBe(401);
    expect(missing.headers.get("content-type")).toBe("application/problem+json");
    expect(missing.headers.get("www-authenticate")).toBe(realm);
    const wrong = await Promise.all(
      [
        { key: createKeyText().text },
        { key: "ww_nonsense" },
        { headers: { authorization: "Basic d3c6d3c=" } },
        { headers: { authorization: "" } },
        { headers: { "x-api-key": "" } },
      ].map(async (request) => ask("read", request)),
    );
    for (const response of wrong) {
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe(`${realm}, error="invalid_token"`);
    }
    await access.close();
  });

  test("two different keys in one request are refused, whichever is good", async () => {
    const { access, ask } = open();
    const { text } = await access.keys.create({ name: "ci", scopes: ["read"] }, "operator");
    const response = await ask("read", { key: text, headers: { "x-api-key": createKeyText().text } });
    expect(response.status).toBe(400);
    await access.close();
  });

  test("a secret that belongs to another id is wrong", async () => {
    const { access, ask } = open();
    const [one, other] = [
      await access.keys.create({ name: "one", scopes: ["read"] }, "operator"),
      await access.keys.create({ name: "other", scopes: ["admin"] }, "operator"),
    ];
    const mixed = `ww_${other.key.id}_${one.text.split("_")[2]}`;
    expect((await ask("read", { key: mixed })).status).toBe(401);
    await access.close();
  });

  test("a revoked key is refused at once in this process, and in another one when its memory ends", async () => {
    const { access, ask } = open();
    const other = openGate(storage, { cacheLife: 50 });
    const { key, text } = await access.keys.create({ name: "ci", scopes: ["read"] }, "operator");
    expect((await ask("read", { key: text })).status).toBe(200);
    expect((await other.ask("read", { key: text })).status).toBe(200);
    const revoked = await access.keys.revoke(key.id, "operator");
    expect(revoked?.revokedAt).toBeInstanceOf(Date);
    expect((await ask("read", { key: text })).status).toBe(401);
    await expect.poll(async () => (await other.ask("read", { key: text })).status, { timeout: 20_000 }).toBe(401);
    expect(await access.keys.revoke(key.id, "operator")).toEqual(revoked);
    expect(await access.keys.revoke(createKeyText().id, "operator")).toBeUndefined();
    await Promise.all([access.close(), other.access.close()]);
  });

  test("an expired key is refused, and says so", async () => {
    const clock = { now: Date.parse("2030-01-01T00:00:00Z") };
    const { access, ask } = open({ now: () => clock.now });
    const draft = { name: "ci", scopes: ["read"], expiresAt: new Date(clock.now + 60_000) } as const;
    const { text } = await access.keys.create(draft, "operator");
    expect((await ask("read", { key: text })).status).toBe(200);
    clock.now += 60_000;
    const response = await ask("read", { key: text });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("expired") as string });
    await access.close();
  });

  test("the list has all keys as they were made, newest first, and when they were used, and no secret", async () => {
    const clock = { now: Date.parse("2030-01-01T00:00:00Z") };
    const { access, ask } = open({ now: () => clock.now });
    const expiresAt = new Date("2031-01-01T00:00:00Z");
    const first = await access.keys.create(
      { name: "ключ 🔑", scopes: ["predict", "batch"], ratePerMinute: 5, expiresAt },
      "operator",
    );
    clock.now += 1000;
    const second = await access.keys.create({ name: "x", scopes: ["read", "read"] }, "operator");
    await ask("predict", { key: first.text });
    await access.close();
    const keys = await access.keys.list();
    expect(keys).toEqual([
      { id: second.key.id, name: "x", scopes: ["read"], createdAt: new Date(clock.now) },
      {
        id: first.key.id,
        name: "ключ 🔑",
        scopes: ["predict", "batch"],
        ratePerMinute: 5,
        expiresAt,
        createdAt: new Date("2030-01-01T00:00:00Z"),
        lastUsedAt: new Date(clock.now),
      },
    ]);
    const dump = JSON.stringify(await storage.db.selectFrom("api_keys").selectAll().execute());
    for (const { text } of [first, second]) expect(dump).not.toContain(text.split("_")[2]);
  });

  test("of two servers that see a key in the same minute one writes it down", async () => {
    const clock = { now: Date.parse("2030-01-01T00:00:00Z") };
    const { access, ask } = open({ now: () => clock.now });
    const { text } = await access.keys.create({ name: "x", scopes: ["read"] }, "operator");
    const other = openGate(storage, { now: () => clock.now + 30_000 });
    // Both know the key from before it was used.
    await Promise.all([ask("read", { key: text }), other.ask("read", { key: text })]);
    await Promise.all([access.close(), other.access.close()]);
    const [key] = await access.keys.list();
    expect([clock.now, clock.now + 30_000]).toContain(key!.lastUsedAt!.getTime());
  });

  test("making and revoking a key stand in the audit log with who did it, once each", async () => {
    const { access } = open();
    const { key } = await access.keys.create({ name: "ci", scopes: ["read"] }, "operator");
    await access.keys.revoke(key.id, "0123456789ab");
    await access.keys.revoke(key.id, "0123456789ab");
    expect(await auditOf(storage)).toMatchObject([
      { actor: "0123456789ab", action: "key.revoke", subject: key.id, detail: { name: "ci" } },
      { actor: "operator", action: "key.create", subject: key.id, detail: { name: "ci", scopes: ["read"] } },
    ]);
    await access.close();
  });

  test("guessing is shut out by address after so many wrong keys, and two entries of the log tell of it", async () => {
    const { access, ask } = open({ settings: { failedLogins: 5 } });
    const { key, text } = await access.keys.create({ name: "ci", scopes: ["read"] }, "operator");
    const guess = async () => ask("read", { key: `ww_${key.id}_${createKeyText().secret}` });
    const statuses: number[] = [];
    for (let round = 0; round < 8; round++) statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const blocked = await guess();
    expect(Number(blocked.headers.get("retry-after"))).toSatisfy((seconds: number) => seconds >= 1 && seconds <= 60);
    // The block stands before the key is looked at: nothing tells whether a guess was right.
    expect((await ask("read", { key: text })).status).toBe(429);
    expect((await ask("read", { key: text, from: "203.0.113.10" })).status).toBe(200);
    await access.close();
    const entries = (await auditOf(storage)).filter(({ action }) => action.startsWith("login."));
    expect(entries).toMatchObject([
      { action: "login.block", subject: key.id, detail: { address: "203.0.113.9", reason: "unknown" } },
      { action: "login.fail", subject: key.id, detail: { address: "203.0.113.9", reason: "unknown" } },
    ]);
  });

  test("guesses of many at once get no more tries than one after the other, but for those under way", async () => {
    const { access, ask } = open({ settings: { failedLogins: 5 } });
    const responses = await Promise.all(
      Array.from({ length: 100 }, async () => ask("read", { key: createKeyText().text })),
    );
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(95);
    await access.close();
  });

  test("a client that was let in before is not shut out by a neighbour that guesses", async () => {
    const { access, ask } = open({ settings: { failedLogins: 3 } });
    const { text } = await access.keys.create({ name: "ci", scopes: ["read"] }, "operator");
    expect((await ask("read", { key: text })).status).toBe(200);
    for (let round = 0; round < 5; round++) await ask("read", { key: createKeyText().text });
    expect((await ask("read", { key: createKeyText().text })).status).toBe(429);
    expect((await ask("read", { key: text })).status).toBe(200);
    await access.close();
  });

  test("a thousand guessing addresses write sixty entries a minute at most", async () => {
    const { access, ask } = open({ settings: { failedLogins: 1 } });
    for (let round = 0; round < 1000; round++)
      await ask("read", { key: "wrong", from: `10.0.${round >> 8}.${round & 255}` });
    await access.close();
    expect(await auditOf(storage)).toHaveLength(60);
  });

  describe("rates", () => {
    test("a key may send as many a minute as it was given, from wherever", async () => {
      const { access, ask } = open();
      const { text } = await access.keys.create({ name: "slow", scopes: ["read"], ratePerMinute: 3 }, "operator");
      const other = await access.keys.create({ name: "other", scopes: ["read"] }, "operator");
      const responses: Response[] = [];
      for (let round = 0; round < 4; round++)
        responses.push(await ask("read", { key: text, from: `203.0.113.${round}` }));
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
      expect(responses.map(({ headers }) => headers.get("ratelimit")?.replace(/t=\d+$/, "t"))).toEqual([
        '"key";r=2;t',
        '"key";r=1;t',
        '"key";r=0;t',
        '"key";r=0;t',
      ]);
      expect(responses[0]!.headers.get("ratelimit-policy")).toBe('"key";q=3;w=60, "address";q=1000;w=60');
      const refused = responses[3]!;
      expect(refused.headers.get("content-type")).toBe("application/problem+json");
      expect(refused.headers.get("ratelimit")).toBe(`"key";r=0;t=${refused.headers.get("retry-after")}`);
      expect((await ask("read", { key: other.text })).status).toBe(200);
      await access.close();
    });

    test("a key without a rate has the server's", async () => {
      const { access, ask } = open({ settings: { ratePerKey: 2 } });
      const { text } = await access.keys.create({ name: "x", scopes: ["read"] }, "operator");
      const statuses: number[] = [];
      for (let round = 0; round < 3; round++) statuses.push((await ask("read", { key: text })).status);
      expect(statuses).toEqual([200, 200, 429]);
      await access.close();
    });

    test("an address has its own limit over all keys, an IPv6 network of 64 bits one together", async () => {
      const { access, ask } = open({ settings: { ratePerAddress: 4, ratePerKey: 2 } });
      const keys = await Promise.all(
        [1, 2, 3].map(async () => access.keys.create({ name: "x", scopes: ["read"] }, "operator")),
      );
      const statuses: number[] = [];
      for (const [at, { text }] of [...keys, ...keys].entries())
        statuses.push((await ask("read", { key: text, from: `2001:db8::${at}` })).status);
      expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
      const { text: fresh } = await access.keys.create({ name: "x", scopes: ["read"] }, "operator");
      expect((await ask("read", { key: fresh, from: "2001:db8::9" })).status).toBe(429);
      expect((await ask("read", { key: fresh, from: "2001:db8:0:1::9" })).status).toBe(200);
      await access.close();
    });

    test("a key that was given more than an address may send may use it", async () => {
      const { access, ask } = open({ settings: { ratePerAddress: 2 } });
      const { text } = await access.keys.create({ name: "x", scopes: ["read"], ratePerMinute: 4 }, "operator");
      const statuses: number[] = [];
      for (let round = 0; round < 5; round++) statuses.push((await ask("read", { key: text })).status);
      expect(statuses).toEqual([200, 200, 200, 200, 429]);
      await access.close();
    });

    test("requests without a key count against their address", async () => {
      const { access, ask } = open({ settings: { ratePerAddress: 2 } });
      const statuses: number[] = [];
      for (let round = 0; round < 3; round++) statuses.push((await ask("read")).status);
      expect(statuses).toEqual([401, 401, 429]);
      await access.close();
    });

    test("behind a trusted proxy each client has its own limit", async () => {
      const { access, ask } = open({
        settings: { ratePerAddress: 1, ratePerKey: 1, trustedProxies: ["10.0.0.1"] },
      });
      const through = async (client: string) =>
        (await ask("read", { from: "10.0.0.1", headers: { "x-forwarded-for": client } })).status;
      expect([await through("198.51.100.1"), await through("198.51.100.1"), await through("198.51.100.2")]).toEqual([
        401, 429, 401,
      ]);
      await access.close();
    });
  });

  describe("a server on loopback", () => {
    const settings = { host: "127.0.0.1" };

    test("takes a request without a key for its operator's, and limits no loopback address", async () => {
      const { access, ask } = open({ settings: { ...settings, ratePerAddress: 1 } });
      for (let round = 0; round < 3; round++) {
        const response = await ask("admin", { from: "127.0.0.1" });
        expect(await response.json()).toEqual({ scopes: ["predict", "batch", "read", "admin"], address: "127.0.0.1" });
        expect(response.headers.get("ratelimit")).toBeNull();
      }
      await access.close();
    });

    test("still refuses a wrong key", async () => {
      const { access, ask } = open({ settings });
      expect((await ask("read", { key: createKeyText().text, from: "127.0.0.1" })).status).toBe(401);
      expect((await ask("read", { headers: { "x-api-key": "" }, from: "127.0.0.1" })).status).toBe(401);
      await access.close();
    });

    test("holds a key to its scopes there too", async () => {
      const { access, ask } = open({ settings });
      const { text } = await access.keys.create({ name: "x", scopes: ["read"] }, "operator");
      expect((await ask("admin", { key: text, from: "127.0.0.1" })).status).toBe(403);
      await access.close();
    });

    test.each(["x-forwarded-for", "x-forwarded-proto", "forwarded", "via", "x-real-ip"])(
      "asks what came through a proxy (%s) for a key",
      async (header) => {
        const { access, ask } = open({ settings });
        expect((await ask("read", { from: "127.0.0.1", headers: { [header]: "198.51.100.1" } })).status).toBe(401);
        await access.close();
      },
    );

    test.each([{ keys: "always" }, { trustedProxies: ["127.0.0.1"] }] as const)(
      "asks for a key with %o",
      async (more) => {
        const { access, ask } = open({ settings: { ...settings, ...more } });
        expect((await ask("read", { from: "127.0.0.1" })).status).toBe(401);
        await expect(access.requireKeys()).rejects.toThrow("whowrote keys create");
        await access.close();
      },
    );

    test("starts without keys", async () => {
      const { access } = open({ settings });
      await expect(access.requireKeys()).resolves.toBeUndefined();
      await access.close();
    });
  });

  describe("a server that others can reach", () => {
    test.each(["0.0.0.0", "::", "192.0.2.1", "whowrote.example.org"])(
      "on %s does not start without a key",
      async (host) => {
        const { access } = open({ settings: { host } });
        await expect(access.requireKeys()).rejects.toThrow(
          `API_HOST=${host}, and there is none. Make one with: whowrote keys create --name NAME --scopes admin`,
        );
        await access.close();
      },
    );

    test("does not start when its keys are expired or revoked, and does with one that is good", async () => {
      const clock = { now: Date.parse("2030-01-01T00:00:00Z") };
      const { access } = open({ now: () => clock.now });
      const brief = { name: "x", scopes: ["read"], expiresAt: new Date(clock.now + 1) } as const;
      await access.keys.create(brief, "operator");
      await expect(access.requireKeys()).resolves.toBeUndefined();
      clock.now += 1;
      await expect(access.requireKeys()).rejects.toThrow("every one has expired");
      const { key } = await access.keys.create({ name: "y", scopes: ["read"] }, "operator");
      await expect(access.requireKeys()).resolves.toBeUndefined();
      await access.keys.revoke(key.id, "operator");
      await expect(access.requireKeys()).rejects.toThrow("whowrote keys create");
      await access.close();
    });

    test("does not start under another secret than its keys were made under, and makes none", async () => {
      const { access } = open();
      const { text } = await access.keys.create({ name: "x", scopes: ["read"] }, "operator");
      const other = openGate(storage, { secret: Buffer.alloc(32, 8) });
      await expect(other.access.requireKeys()).rejects.toThrow("WHOWROTE_SECRET");
      await expect(other.access.keys.create({ name: "y", scopes: ["read"] }, "operator")).rejects.toThrow(
        "WHOWROTE_SECRET",
      );
      expect((await other.ask("read", { key: text })).status).toBe(401);
      await Promise.all([access.close(), other.access.close()]);
    });
  });
});
