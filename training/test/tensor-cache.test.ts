import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTensorCache } from "../src/tensor-cache.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-cache-"));
});
afterAll(() => rm(folder, { recursive: true }));

const tensors = { x: { shape: [1000], data: Float32Array.from({ length: 1000 }, (_, at) => at) } };

test("what was written under a key is read back, and nothing else is there", async () => {
  const cache = await openTensorCache(join(folder, "new"));
  expect(await cache.read("key")).toBeUndefined();
  await cache.write("key", tensors);
  expect(await cache.read("key")).toEqual(tensors);
  expect(await readdir(join(folder, "new"))).toEqual(["key.safetensors"]);
});

test("the same key may be written several times at once", async () => {
  const cache = await openTensorCache(join(folder, "twice"));
  await Promise.all([1, 2, 3, 4].map(() => cache.write("key", tensors)));
  expect(await cache.read("key")).toEqual(tensors);
});

test("a file that is not whole is refused with a remedy", async () => {
  const cache = await openTensorCache(join(folder, "torn"));
  await writeFile(join(folder, "torn", "key.safetensors"), "half");
  await expect(cache.read("key")).rejects.toThrow(/key\.safetensors cannot be read\. Delete it/);
});
