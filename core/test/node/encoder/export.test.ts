import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, onTestFinished, test } from "vitest";
import { exportFolder } from "../../../src/node/encoder/export-folder.ts";
import { exportOnnx, type ExportOptions } from "../../../src/node/encoder/export-onnx.ts";
import { loadEncoder, type EncoderOptions } from "../../../src/node/load-encoder.ts";
import { decodeTensors, encodeTensors } from "../../../src/tensor-file.ts";
import { writeTree } from "../folder-tree.ts";
import { cosine, writeToyEncoder } from "./toy-encoder.ts";

const text = "a=b+1\nc:(x)\n";

async function embed(folder: string, options: EncoderOptions = {}): Promise<Float32Array> {
  const encoder = await loadEncoder(folder, { threads: 1, ...options });
  onTestFinished(() => encoder.close());
  return (await encoder.encode([text]))[0]!;
}

/** The same with the file alone, as anybody would run it. */
async function embedPlainly(file: string, tokens: readonly number[]): Promise<Float32Array> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1 });
  const row = (values: readonly number[]): Tensor =>
    new Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
  const outputs = await session.run({ input_ids: row(tokens), attention_mask: row(tokens.map(() => 1)) });
  expect(outputs["last_hidden_state"]!.dims).toEqual([1, tokens.length, 24]);
  return outputs["sentence_embedding"]!.data as Float32Array;
}

async function tokensOf(folder: string): Promise<number[]> {
  const encoder = await loadEncoder(folder, { threads: 1 });
  onTestFinished(() => encoder.close());
  return [...encoder.cut(text).windows[0]!];
}

const usual: ExportOptions = { precision: "float32", normalize: true, isFused: false };

test.each<[string, ExportOptions, EncoderOptions]>([
  ["in floats", usual, {}],
  ["in 8 bits", { ...usual, precision: "int8" }, { precision: "int8" }],
  ["with onnxruntime's own operators", { ...usual, isFused: true }, {}],
  [
    "by the first token, not normalised",
    { ...usual, pooling: "cls", normalize: false },
    { pooling: "cls", normalize: false },
  ],
  ["with its weights in a second file", { ...usual, inlineLimit: 0 }, {}],
])("plain onnxruntime runs an exported file %s with the same result", async (_, options, same) => {
  const folder = writeToyEncoder();
  const file = join(writeTree({}), "model.onnx");
  const { bytes, external } = await exportOnnx(folder, file, options);
  expect(external).toBe(options.inlineLimit === 0 ? `${file}.data` : undefined);
  expect(bytes).toBe(statSync(file).size + (external ? statSync(external).size : 0));
  const found = await embedPlainly(file, await tokensOf(folder));
  for (const [at, value] of (await embed(folder, same)).entries()) expect(found[at]).toBeCloseTo(value, 5);
});

test("a folder in 8 bits is read as such, gives the same vectors, and holds what the original held beside its weights", async () => {
  const folder = writeToyEncoder({
    "1_Pooling/config.json": '{"pooling_mode_cls_token": true}',
    "pytorch_model.bin": "",
  });
  const target = join(writeTree({}), "small");
  await exportFolder(folder, target, "int8");
  expect(readdirSync(target).toSorted()).toEqual([
    "1_Pooling",
    "LICENSE",
    "config.json",
    "model.safetensors",
    "vocab.txt",
  ]);
  expect(statSync(join(target, "model.safetensors")).size).toBeLessThan(
    statSync(join(folder, "model.safetensors")).size / 2,
  );
  const encoder = await loadEncoder(target, { threads: 1 });
  onTestFinished(() => encoder.close());
  expect(encoder).toMatchObject({ precision: "int8", pooling: "cls" });
  expect(await embed(target)).toEqual(await embed(folder, { precision: "int8" }));
  expect(cosine(await embed(target, { precision: "float32" }), await embed(folder))).toBeGreaterThan(0.999);
});

test("a folder that was written in floats gives exactly the original's vectors", async () => {
  const folder = writeToyEncoder();
  const target = join(writeTree({}), "same");
  await exportFolder(folder, target, "float32");
  expect(await embed(target)).toEqual(await embed(folder));
});

test("what is there already is not written over, and a failure leaves nothing behind", async () => {
  const there = writeTree({ "kept.txt": "" });
  await expect(exportFolder(writeToyEncoder(), there, "int8")).rejects.toThrow("is there already");
  await expect(exportOnnx(writeToyEncoder({ "config.json": "{}" }), join(there, "model.onnx"), usual)).rejects.toThrow(
    "config.json",
  );
  await expect(exportFolder(writeToyEncoder({ "config.json": "{}" }), join(there, "new"), "int8")).rejects.toThrow(
    "config.json",
  );
  expect(readdirSync(there)).toEqual(["kept.txt"]);
  expect(existsSync(join(there, "new"))).toBe(false);
});

test("a weight in 8 bits without its scales, or with others, is refused by name", async () => {
  const target = join(writeTree({}), "small");
  await exportFolder(writeToyEncoder(), target, "int8");
  const file = join(target, "model.safetensors");
  const { tensors } = decodeTensors(await readFile(file));
  const weight = "encoder.layer.0.output.dense.weight";
  const { [`${weight}.scale`]: scale, ...others } = tensors;
  writeFileSync(file, encodeTensors(others));
  await expect(embed(target)).rejects.toThrow(`${weight}.scale is missing`);
  const short = { shape: [2], data: scale!.data.slice(0, 2) };
  writeFileSync(file, encodeTensors({ ...others, [`${weight}.scale`]: short }));
  await expect(embed(target)).rejects.toThrow(`${weight}.scale is [2]`);
  const broken = { shape: scale!.shape, data: scale!.data.slice().fill(NaN) };
  writeFileSync(file, encodeTensors({ ...others, [`${weight}.scale`]: broken }));
  await expect(embed(target)).rejects.toThrow(/output\.dense\.weight .*NaN/);
});
