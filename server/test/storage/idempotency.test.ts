import { afterAll, beforeAll, expect, test } from "vitest";
import type { Storage } from "../../src/storage.ts";
import { appendAuditEntry, listAuditEntries } from "../../src/storage/audit-log.ts";
import { answerIdempotencyKey, claimIdempotencyKey, releaseIdempotencyKey } from "../../src/storage/idempotency.ts";
import { describeStorages } from "../storages.ts";

describeStorages("idempotency keys and audit log", (place) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await (await place.create()).openKept();
  });
  afterAll(async () => storage.close());

  test("of many at once one claims the key; the others wait, then get its answer", async () => {
    const { db } = storage;
    const key = { scope: "caller", key: "k" };
    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => claimIdempotencyKey(db, key, "hash", 60_000)),
    );
    expect(claims.map(({ state }) => state).toSorted()).toEqual(["claimed", ...Array<string>(7).fill("running")]);
    expect(await claimIdempotencyKey(db, key, "other hash", 60_000)).toEqual({ state: "of another request" });
    expect(await claimIdempotencyKey(db, { ...key, scope: "another" }, "other hash", 0)).toEqual({ state: "claimed" });
    await answerIdempotencyKey(db, key, { status: 200, response: '{"a":"\\u0000"}' });
    await releaseIdempotencyKey(db, key);
    expect(await claimIdempotencyKey(db, key, "hash", -1)).toEqual({
      state: "answered",
      status: 200,
      response: '{"a":"\\u0000"}',
    });
  });

  test("a claim that was released, or whose process died, can be had again", async () => {
    const { db } = storage;
    const key = { scope: "caller", key: "of the dead" };
    await claimIdempotencyKey(db, key, "hash", 60_000);
    await releaseIdempotencyKey(db, key);
    expect(await claimIdempotencyKey(db, key, "hash", 60_000)).toEqual({ state: "claimed" });
    // Older than "one second from now": abandoned.
    expect(await claimIdempotencyKey(db, key, "hash", -1000)).toEqual({ state: "claimed" });
    expect(await claimIdempotencyKey(db, key, "other hash", -1000)).toEqual({ state: "of another request" });
  });

  test("the audit log is read newest first, by action, in pages", async () => {
    const { db } = storage;
    for (let index = 0; index < 5; index++) {
      await appendAuditEntry(db, { actor: "operator\u0000", action: index === 2 ? "b" : "a", subject: String(index) });
    }
    await appendAuditEntry(db, { actor: "k", action: "c", subject: "\ud800", detail: { name: "x\u0000", list: [1] } });
    const first = await listAuditEntries(db, { action: "a" }, { limit: 3 });
    expect(first.rows.map(({ subject }) => subject)).toEqual(["4", "3", "1"]);
    const second = await listAuditEntries(db, { action: "a" }, { limit: 3, after: first.next ?? "" });
    expect(second.rows).toMatchObject([{ subject: "0", actor: "operator\u2400", detail: {} }]);
    expect(second.next).toBeUndefined();
    const newest = await listAuditEntries(db, {}, { limit: 1 });
    expect(newest.rows).toMatchObject([{ subject: "\ufffd", detail: { name: "x\u2400", list: [1] } }]);
  });

  test("an entry of a transaction that fails is not kept", async () => {
    const { db } = storage;
    const failing = db.transaction().execute(async (transaction) => {
      await appendAuditEntry(transaction, { actor: "k", action: "failing", subject: "s" });
      throw new Error("no");
    });
    const beside = appendAuditEntry(db, { actor: "k", action: "beside", subject: "s" });
    await expect(failing).rejects.toThrow("no");
    await beside;
    expect((await listAuditEntries(db, { action: "failing" }, { limit: 9 })).rows).toEqual([]);
    expect((await listAuditEntries(db, { action: "beside" }, { limit: 9 })).rows).toHaveLength(1);
  });
});
