import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEncoderFolder } from "whowrote/node/encoder/read-encoder-folder";
import { loadEncoder } from "whowrote/node/load-encoder";
import { releasedModels } from "whowrote/node/checkpoint-folder";
import { decodeTensors } from "whowrote/tensor-file";
import { exportFolder } from "whowrote/node/encoder/export-folder";
import { cutEncoder } from "../../../src/rewriting/encoder/cut-encoder.ts";

let folder: string;
let whole: string;
const code = "def add(first, second):\n    return first + second\n";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-cut-"));
  whole = join(folder, "whole");
  await exportFolder(join(releasedModels, "encoder"), whole, "float32");
});
afterAll(async () => rm(folder, { recursive: true }));

test("keeps the chosen layers, the words that are used, and the licence; it loads", async () => {
  const out = join(folder, "cut");
  await cutEncoder(whole, out, [code], { layers: [0, 5], words: 400, positions: 64 });
  const { definition, tokenizer } = await readEncoderFolder(out);
  expect(definition).toMatchObject({ layers: 2, hiddenSize: 384, maxTokens: 64 });
  expect(definition.vocabularySize).toBe(tokenizer.vocabularySize);
  const before = await readEncoderFolder(whole);
  const tensors = decodeTensors(await readFile(join(out, "model.safetensors"))).tensors;
  const name = (layer: number): string => `encoder.layer.${layer}.output.dense.weight`;
  expect(tensors[name(1)]!.data).toEqual(before.weights.get(name(5))!.data);
  const words = "embeddings.word_embeddings.weight";
  const rowOf = ({ data }: { readonly data: ArrayLike<number> }, id: number) =>
    Array.from({ length: 384 }, (_, at) => data[id * 384 + at]);
  expect(rowOf(tensors[words]!, tokenizer.idOf("second")!)).toEqual(
    rowOf(before.weights.get(words)!, before.tokenizer.idOf("second")!),
  );
  expect(await readFile(join(out, "LICENSE"), "utf8")).toContain("Apache License");
  const encoder = await loadEncoder(out, { threads: 1 });
  expect((await encoder.encode([code]))[0]).toHaveLength(384);
  await encoder.close();
});

test("weights in 8 bits and other families are refused", async () => {
  const cut = { layers: [0], words: 100, positions: 16 };
  await expect(cutEncoder(join(releasedModels, "encoder"), join(folder, "no"), [], cut)).rejects.toThrow(
    "is in 8 bits",
  );
  const other = join(folder, "other");
  await mkdir(other);
  await writeFile(join(other, "config.json"), '{"model_type":"roberta"}');
  await expect(cutEncoder(other, join(folder, "no"), [], cut)).rejects.toThrow(
    "is of type roberta: only bert can be cut",
  );
});
