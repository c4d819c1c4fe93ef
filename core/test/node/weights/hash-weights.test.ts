import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hashWeights } from "../../../src/node/weights/hash-weights.ts";
import { writeTree } from "../folder-tree.ts";

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");

test("weights in one file have its digest, whatever its format; the best format counts", async () => {
  expect(await hashWeights(writeTree({ "pytorch_model.bin": "old" }))).toBe(sha("old"));
  expect(await hashWeights(writeTree({ "pytorch_model.bin": "old", "model.safetensors": "new" }))).toBe(sha("new"));
});

test("weights in several files change with each of them", async () => {
  const files = (second: string) => ({
    "model.safetensors.index.json": "{}",
    "model-00001-of-00002.safetensors": "a",
    "model-00002-of-00002.safetensors": second,
  });
  expect(await hashWeights(writeTree(files("b")))).toBe(sha([sha("{}"), sha("a"), sha("b")].join(" ")));
  expect(await hashWeights(writeTree(files("c")))).not.toBe(await hashWeights(writeTree(files("b"))));
});

test("a folder without weights is refused", async () => {
  await expect(hashWeights(writeTree({ "config.json": "{}" }))).rejects.toThrow("holds no weights");
});
