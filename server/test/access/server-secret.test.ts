import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deriveSecret, readServerSecret } from "../../src/access/server-secret.ts";

let data = "";
beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), "whowrote-secret-")), "data");
});
afterEach(() => rmSync(join(data, ".."), { recursive: true, force: true }));

test("the secret of the environment is taken, and no file made", async () => {
  const secret = "correct horse battery staple, and more";
  expect(String(await readServerSecret({ secret, data }))).toBe(secret);
  expect(() => readdirSync(data)).toThrow("ENOENT");
});

test("the first start makes a file that only its owner may read, the next one reads it", async () => {
  const made = await readServerSecret({ secret: undefined, data });
  expect(made).toHaveLength(32);
  expect(statSync(join(data, "secret")).mode & 0o777).toBe(0o600);
  expect(await readServerSecret({ secret: undefined, data })).toEqual(made);
});

test("of many that start at once all get the same secret, and nothing is left over", async () => {
  const secrets = await Promise.all(
    Array.from({ length: 20 }, async () => readServerSecret({ secret: undefined, data })),
  );
  expect(new Set(secrets.map(String)).size).toBe(1);
  expect(readdirSync(data)).toEqual(["secret"]);
});

test("a file that others may read is refused, naming what to do", async () => {
  await readServerSecret({ secret: undefined, data });
  chmodSync(join(data, "secret"), 0o640);
  await expect(readServerSecret({ secret: undefined, data })).rejects.toThrow(/mode 640\)\. Say chmod 600 .*secret/);
});

test("a file that was cut or is empty is refused, not replaced", async () => {
  await readServerSecret({ secret: undefined, data });
  for (const text of ["", "abc\n", `${"0".repeat(63)}g\n`]) {
    writeFileSync(join(data, "secret"), text);
    await expect(readServerSecret({ secret: undefined, data })).rejects.toThrow("holds no secret");
  }
});

test("secrets for two purposes and from two servers differ", () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const secrets = [deriveSecret(one, "a"), deriveSecret(one, "b"), deriveSecret(other, "a")];
  expect(new Set(secrets.map((secret) => secret.toString("hex"))).size).toBe(3);
  expect(secrets[0]).toEqual(deriveSecret(one, "a"));
});
