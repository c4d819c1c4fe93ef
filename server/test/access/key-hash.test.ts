import { createHmac, hkdfSync } from "node:crypto";
import { expect, test } from "vitest";
import { createKeyHasher } from "../../src/access/key-hash.ts";
import { createKeyText } from "../../src/access/key-text.ts";

const secret = Buffer.alloc(32, 7);
const hasher = createKeyHasher(secret);

test("a key is stored as HMAC-SHA-256 of id and secret under a secret derived from the server's", () => {
  const key = createKeyText();
  const derived = Buffer.from(hkdfSync("sha256", secret, "", "whowrote api keys", 32));
  const expected = createHmac("sha256", derived).update(`${key.id}_${key.secret}`).digest("hex");
  expect(hasher.store(hasher.digest(key))).toMatch(new RegExp(`^hmac-sha256:[0-9a-f]{16}:${expected}$`));
});

test("a key matches what was stored of it, and of no other", () => {
  const [key, other] = [createKeyText(), createKeyText()];
  const stored = hasher.store(hasher.digest(key));
  expect(hasher.matches(hasher.digest(key), stored)).toBe(true);
  expect(hasher.matches(hasher.digest(other), stored)).toBe(false);
  expect(hasher.matches(hasher.digest({ ...key, id: other.id }), stored)).toBe(false);
});

test("a key that is not there is compared and not equal, even where its digest would be", () => {
  expect(hasher.matches(hasher.digest(createKeyText()), undefined)).toBe(false);
  expect(hasher.matches(Buffer.alloc(32), undefined)).toBe(false);
});

test("a stored hash that is damaged or cut matches nothing", () => {
  const digest = hasher.digest(createKeyText());
  const stored = hasher.store(digest);
  const all = ["", stored.slice(0, -1), `${stored}0`, stored.slice(4), `${stored.slice(0, -64)}${"z".repeat(64)}`];
  expect(all.filter((damaged) => hasher.matches(digest, damaged))).toEqual([]);
});

test("under another server secret the same key has another hash, which says so", () => {
  const key = createKeyText();
  const foreign = createKeyHasher(Buffer.alloc(32, 8));
  const stored = foreign.store(foreign.digest(key));
  expect(hasher.isOurs(stored)).toBe(false);
  expect(hasher.matches(hasher.digest(key), stored)).toBe(false);
  expect(hasher.isOurs(hasher.store(hasher.digest(key)))).toBe(true);
});
