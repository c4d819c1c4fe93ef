import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { KeyRecord } from "../../../src/llm/key-pool.ts";
import { SecretKey } from "../../../src/llm/secret-key.ts";
import { keyFilePath, openKeyFile } from "../../../src/node/llm/key-file.ts";
import { writeTree } from "../folder-tree.ts";

const one = new SecretKey("gsk_aaaaaaaaaaaaaaaaAAAA");
const two = new SecretKey("gsk_bbbbbbbbbbbbbbbbBBBB");

const record = (given: Partial<KeyRecord> = {}): KeyRecord => ({
  burnedUntil: 0,
  coolUntil: 0,
  reason: "",
  counts: { requests: 1, answered: 1, refused: 0, failed: 0 },
  ...given,
});

const host = "api.groq.com";
const newPath = (): string => join(writeTree({}), "state", "whowrote", "llm-keys.json");

describe("the key file", () => {
  test("holds what was found out about each key, for ever too", async () => {
    const file = openKeyFile(newPath(), host);
    await file.merge([one, two], [record({ burnedUntil: Infinity, reason: "void" }), record({ coolUntil: 5000 })]);
    expect(await file.read([two, one])).toEqual([
      record({ coolUntil: 5000 }),
      record({ burnedUntil: Infinity, reason: "void" }),
    ]);
  });

  test("knows a key by its address: what burned it there says nothing elsewhere", async () => {
    const path = newPath();
    await openKeyFile(path, host).merge([one], [record({ burnedUntil: Infinity, reason: "void" })]);
    const elsewhere = openKeyFile(path, "localhost:8080");
    expect(await elsewhere.read([one])).toEqual([undefined]);
    await elsewhere.merge([one], [record()]);
    expect(await openKeyFile(path, host).read([one])).toEqual([record({ burnedUntil: Infinity, reason: "void" })]);
  });

  test("adds counts up, keeps the later rest, and says why it is", async () => {
    const file = openKeyFile(newPath(), host);
    await file.merge([one], [record({ coolUntil: 9000, reason: "the later" })]);
    const known = await file.merge([one], [record({ coolUntil: 5000, reason: "the earlier" })]);
    expect(known).toEqual([
      {
        burnedUntil: 0,
        coolUntil: 9000,
        reason: "the later",
        counts: { requests: 2, answered: 2, refused: 0, failed: 0 },
      },
    ]);
  });

  test("loses nothing when many write at once", async () => {
    const path = newPath();
    await Promise.all(
      Array.from({ length: 12 }, async (_, at) => openKeyFile(path, host).merge([at % 2 ? one : two], [record()])),
    );
    const [first, second] = await openKeyFile(path, host).read([one, two]);
    expect([first?.counts.requests, second?.counts.requests]).toEqual([6, 6]);
  });

  test("is private and holds no key, nor a part of one", async () => {
    const path = newPath();
    await openKeyFile(path, host).merge([one], [record()]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, "utf8");
    expect(text).not.toMatch(/gsk_|aaaa|AAAA/);
  });

  test("gives each user other hashes", async () => {
    const [first, second] = [newPath(), newPath()];
    for (const path of [first, second]) await openKeyFile(path, host).merge([one], [record()]);
    const hashes = [first, second].map(
      (path) => Object.keys((JSON.parse(readFileSync(path, "utf8")) as { keys: object }).keys)[0],
    );
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  test("forgets rests and keeps counts", async () => {
    const file = openKeyFile(newPath(), host);
    await file.merge([one], [record({ burnedUntil: Infinity, reason: "void" })]);
    await file.forget([one]);
    expect(await file.read([one])).toEqual([record()]);
  });

  test("that is broken, or of another version, is none", async () => {
    for (const text of [
      "",
      "{",
      '{"version":2,"salt":"x","keys":{}}',
      '{"version":1,"salt":"x","keys":{"a":{"burnedUntil":-1}}}',
    ]) {
      const path = newPath();
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      const file = openKeyFile(path, host);
      expect(await file.read([one])).toEqual([undefined]);
      await file.merge([one], [record()]);
      expect(await file.read([one])).toEqual([record()]);
    }
  });

  test("is not made by reading it", async () => {
    const path = newPath();
    await openKeyFile(path, host).read([one]);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test("stands in the user's state folder", () => {
    expect(keyFilePath({ XDG_STATE_HOME: "/s", HOME: "/h" })).toBe("/s/whowrote/llm-keys.json");
    expect(keyFilePath({ XDG_STATE_HOME: "", HOME: "/h" })).toBe("/h/.local/state/whowrote/llm-keys.json");
  });
});
