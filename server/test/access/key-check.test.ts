import { expect, test } from "vitest";
import { createKeyChecker } from "../../src/access/key-check.ts";
import { createKeyHasher } from "../../src/access/key-hash.ts";
import type { StoredKey } from "../../src/access/key-store.ts";
import { createKeyText, type KeyText } from "../../src/access/key-text.ts";

const hasher = createKeyHasher(Buffer.alloc(32, 1));
const start = Date.parse("2030-01-01T00:00:00Z");

/** A table in memory that writes down what is asked of it. */
function createTable() {
  const rows = new Map<string, StoredKey>();
  const read: string[] = [];
  const touched: [string, Date][] = [];
  return {
    rows,
    read,
    touched,
    add: (row: Partial<StoredKey> = {}): KeyText => {
      const key = createKeyText();
      const hash = hasher.store(hasher.digest(key));
      rows.set(key.id, { id: key.id, name: "test", scopes: ["read"], createdAt: new Date(start), hash, ...row });
      return key;
    },
    find: async (id: string) => {
      read.push(id);
      // The answer is what stands there when the question comes, and takes a while.
      const row = rows.get(id);
      await new Promise(setImmediate);
      return row;
    },
    touch: async (id: string, at: Date) => {
      touched.push([id, at]);
      await new Promise(setImmediate);
    },
  };
}

function createCheck(table: ReturnType<typeof createTable>) {
  const clock = { now: start };
  const errors: unknown[] = [];
  const checker = createKeyChecker({
    store: table,
    hasher,
    now: () => clock.now,
    cacheLife: 60_000,
    onTouchError: (error) => errors.push(error),
  });
  return { checker, clock, errors };
}

test("a good key is read once and then known", async () => {
  const table = createTable();
  const { checker } = createCheck(table);
  const key = table.add();
  for (let round = 0; round < 5; round++) expect(await checker.check(key)).toMatchObject({ state: "valid" });
  expect(table.read).toEqual([key.id]);
});

test("many requests with a key that is not known yet share one read", async () => {
  const table = createTable();
  const { checker } = createCheck(table);
  const key = table.add();
  const checks = await Promise.all(Array.from({ length: 50 }, async () => checker.check(key)));
  expect(checks.filter(({ state }) => state === "valid")).toHaveLength(50);
  expect(table.read).toEqual([key.id]);
});

test("a wrong secret for a known key, for one not known yet and for a made-up id each cost one read", async () => {
  const table = createTable();
  const { checker } = createCheck(table);
  const [used, unused] = [table.add(), table.add()];
  await checker.check(used);
  for (const { id } of [used, unused, createKeyText()]) {
    const before = table.read.length;
    expect(await checker.check({ id, secret: createKeyText().secret })).toEqual({ state: "unknown" });
    expect(table.read.slice(before)).toEqual([id]);
  }
});

test("that a key was revoked or has expired is told only with its secret", async () => {
  const table = createTable();
  const { checker } = createCheck(table);
  const revoked = table.add({ revokedAt: new Date(start) });
  const expired = table.add({ expiresAt: new Date(start) });
  expect(await checker.check(revoked)).toMatchObject({ state: "revoked" });
  expect(await checker.check(expired)).toMatchObject({ state: "expired" });
  const { secret } = createKeyText();
  expect(await checker.check({ ...revoked, secret })).toEqual({ state: "unknown" });
  expect(await checker.check({ ...expired, secret })).toEqual({ state: "unknown" });
});

test("a key expires to the millisecond, known or not", async () => {
  const table = createTable();
  const { checker, clock } = createCheck(table);
  const key = table.add({ expiresAt: new Date(start + 1000) });
  clock.now = start + 999;
  expect(await checker.check(key)).toMatchObject({ state: "valid" });
  clock.now = start + 1000;
  expect(await checker.check(key)).toMatchObject({ state: "expired" });
});

test("a forgotten key is read again, even when it was forgotten while it was being read", async () => {
  const table = createTable();
  const { checker } = createCheck(table);
  const key = table.add();
  const early = checker.check(key);
  table.rows.set(key.id, { ...table.rows.get(key.id)!, revokedAt: new Date(start) });
  checker.forget(key.id);
  expect(await early).toMatchObject({ state: "valid" });
  expect(await checker.check(key)).toMatchObject({ state: "revoked" });
});

test("a use is written at once and then at most once a minute", async () => {
  const table = createTable();
  const { checker, clock } = createCheck(table);
  const key = table.add();
  for (const seconds of [0, 1, 59, 60, 61, 119, 120]) {
    clock.now = start + seconds * 1000;
    await checker.check(key);
  }
  await checker.close();
  expect(table.touched).toEqual([0, 60, 120].map((seconds) => [key.id, new Date(start + seconds * 1000)]));
});

test("a use within a minute of one that another server wrote is not written", async () => {
  const table = createTable();
  const { checker } = createCheck(table);
  await checker.check(table.add({ lastUsedAt: new Date(start - 30_000) }));
  expect(table.touched).toEqual([]);
});

test("a refused key is not used", async () => {
  const table = createTable();
  const { checker } = createCheck(table);
  const key = table.add({ revokedAt: new Date(start) });
  await checker.check(key);
  await checker.check({ ...key, secret: createKeyText().secret });
  expect(table.touched).toEqual([]);
});

test("a use that cannot be written refuses nobody, and is told", async () => {
  const table = createTable();
  const failure = new Error("the disk is full");
  const { checker, errors } = createCheck({ ...table, touch: async () => Promise.reject(failure) });
  expect(await checker.check(table.add())).toMatchObject({ state: "valid" });
  await checker.close();
  expect(errors).toEqual([failure]);
});

test("a table that cannot be read is an error, not a wrong key, and is asked again", async () => {
  const table = createTable();
  const key = table.add();
  let isAway = true;
  const { checker } = createCheck({
    ...table,
    find: async (id) => (isAway ? Promise.reject(new Error("away")) : table.find(id)),
  });
  await expect(checker.check(key)).rejects.toThrow("away");
  isAway = false;
  expect(await checker.check(key)).toMatchObject({ state: "valid" });
});
