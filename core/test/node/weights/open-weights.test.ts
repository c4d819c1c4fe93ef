import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { openWeights } from "../../../src/node/weights/open-weights.ts";
import type { WeightFile } from "../../../src/node/weights/weight-file.ts";
import { writeTree } from "../folder-tree.ts";

// Made by fixtures/make-fixtures.py with torch 2.15 and safetensors 0.8.
const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));

type Expected = Record<string, { readonly shape: number[]; readonly data: (number | string)[] }>;

const readExpected = (folder: string): Expected =>
  JSON.parse(readFileSync(join(fixtures, folder, "expected.json"), "utf8")) as Expected;

const values = (data: Iterable<number>): (number | string)[] =>
  Array.from(data, (value) =>
    Number.isFinite(value) ? value : ({ NaN: "nan", Infinity: "inf" }[String(value)] ?? "-inf"),
  );

async function open(folder: string): Promise<WeightFile> {
  const weights = await openWeights(folder);
  onTestFinished(() => weights.close());
  return weights;
}

async function readAll(weights: WeightFile): Promise<Expected> {
  const read: Expected = {};
  for (const [name, { dtype }] of weights.tensors) {
    const { shape, data } = /F/.test(dtype) ? await weights.read(name) : await weights.readIntegers(name);
    read[name] = { shape: [...shape], data: values(data) };
  }
  return read;
}

describe("the weights of a folder", () => {
  test.each([
    ["safetensors", "a safetensors file"],
    ["safetensors-shards", "safetensors shards with an index"],
    ["torch", "a zip of torch.save, with views, tied and expanded tensors"],
    ["torch-shards", "shards of torch.save with an index"],
    ["torch-legacy", "a file of the format before PyTorch 1.6"],
    ["torch-module", "a module's parameters and buffers, tied weights among them"],
    ["torch-protocol-4", "a pickle of protocol 4"],
  ])("%s: the numbers of %s are PyTorch's", async (folder) => {
    const weights = await open(join(fixtures, folder));
    expect(await readAll(weights)).toEqual(readExpected(folder));
  });

  test("types and shapes are known without reading a number", async () => {
    const folder = join(fixtures, "torch");
    const { tensors } = await open(folder);
    expect(tensors.get("swapped")).toEqual({ dtype: "F16", shape: [4, 2, 3] });
    expect(tensors.get("i64")).toEqual({ dtype: "I64", shape: [2, 2] });
  });

  test("safetensors are preferred to a pickle", async () => {
    const folder = writeTree({
      "model.safetensors": readFileSync(join(fixtures, "safetensors/model.safetensors")),
      "pytorch_model.bin": "never opened",
    });
    expect((await open(folder)).tensors.has("bf16")).toBe(true);
  });

  test("a tensor that is not there, or of other numbers than asked for, is refused by name", async () => {
    const weights = await open(join(fixtures, "safetensors"));
    await expect(weights.read("gone")).rejects.toThrow('holds no tensor "gone"');
    await expect(weights.read("i32")).rejects.toThrow('Tensor "i32" of');
    await expect(weights.readIntegers("f16")).rejects.toThrow("holds F16, where integers are needed");
  });

  test("a file that was cut after it was opened gives an error, not other numbers", async () => {
    const folder = writeTree({ "model.safetensors": readFileSync(join(fixtures, "safetensors/model.safetensors")) });
    const weights = await open(folder);
    truncateSync(join(folder, "model.safetensors"), 900);
    await expect(readAll(weights)).rejects.toThrow("it was cut meanwhile");
  });

  test("of a file of 20 GB only what is asked for is read", async () => {
    const shape = [5_000, 1_000_000];
    const header = JSON.stringify({
      huge: { dtype: "F32", shape, data_offsets: [0, 2e10] },
      small: { dtype: "F32", shape: [1], data_offsets: [2e10, 2e10 + 4] },
    });
    const start = Buffer.alloc(8);
    start.writeBigUInt64LE(BigInt(header.length));
    const folder = writeTree({ "model.safetensors": Buffer.concat([start, Buffer.from(header)]) });
    // The file is sparse: its data take no room.
    truncateSync(join(folder, "model.safetensors"), 8 + header.length + 2e10 + 4);
    const weights = await open(folder);
    expect(weights.tensors.get("huge")).toMatchObject({ shape });
    expect(await weights.read("small")).toEqual({ shape: [1], data: Float32Array.of(0) });
  });

  test.each([
    ["an empty folder", {}, "holds no weights: none of model.safetensors"],
    [
      "a git LFS pointer",
      { "model.safetensors": "version https://git-lfs.github.com/spec/v1\n" },
      "is a git LFS pointer",
    ],
    ["a web page", { "pytorch_model.bin": "<html>" }, "does not start as a file of torch.save does"],
    ["an index that is no JSON", { "model.safetensors.index.json": "{" }, "is no index of weights"],
    ["an index without files", { "model.safetensors.index.json": "{}" }, "is no index of weights"],
    [
      "a shard in another folder",
      { "model.safetensors.index.json": '{"weight_map":{"a":"../model.safetensors"}}' },
      'It names "../model.safetensors"',
    ],
    [
      "a shard that is missing",
      { "model.safetensors.index.json": '{"weight_map":{"a":"x.safetensors"}}' },
      "cannot be opened",
    ],
  ])("%s is refused", async (_, files, message) => {
    await expect(chain(openWeights(writeTree(files as Record<string, string>)))).rejects.toThrow(message);
  });

  test("a folder in a file's place, and no folder, are refused", async () => {
    await expect(openWeights(writeTree({ "model.safetensors/x": "" }))).rejects.toThrow("is not a regular file");
    await expect(openWeights("/gone")).rejects.toThrow("/gone cannot be read");
  });

  test("an index that does not fit its shards is refused by the tensor's name", async () => {
    const folder = writeTree({
      "model.safetensors.index.json": '{"weight_map":{"f32":"a.safetensors","extra":"a.safetensors"}}',
      "a.safetensors": readFileSync(join(fixtures, "safetensors/model.safetensors")),
    });
    await expect(openWeights(folder)).rejects.toThrow('says that tensor "extra" is in a.safetensors, but it is not');
  });

  test.each([
    ["safetensors", "model.safetensors"],
    ["torch", "pytorch_model.bin"],
    ["torch-legacy", "pytorch_model.bin"],
    ["torch-module", "pytorch_model.bin"],
  ])("%s that ends early, at any eighth or a byte before its end, is refused", async (fixture, name) => {
    const whole = readFileSync(join(fixtures, fixture, name));
    const folder = writeTree({});
    for (const length of [0, 1, 2, 3, 4, 5, 6, 7]
      .map((part) => Math.floor((whole.length * part) / 8))
      .concat(whole.length - 1)) {
      writeFileSync(join(folder, name), whole.subarray(0, length));
      await expect(openWeights(folder)).rejects.toThrow(`${name} cannot be used`);
    }
  });

  test("a file with any byte changed gives an error or numbers, and never hangs or crashes", async () => {
    for (const [fixture, name] of [
      ["torch", "pytorch_model.bin"],
      ["safetensors", "model.safetensors"],
    ] as const) {
      const whole = readFileSync(join(fixtures, fixture, name));
      const folder = writeTree({});
      for (let at = 0; at < whole.length; at += 31) {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= 0xff;
        writeFileSync(join(folder, name), bytes);
        let refusal = "cannot be used";
        try {
          const weights = await openWeights(folder);
          await readAll(weights).catch(() => {});
          await weights.close();
        } catch (error) {
          refusal = (error as Error).message;
        }
        expect(refusal).toContain("cannot be used");
      }
    }
  });
});

/** An error whose message says its causes too. */
async function chain<T>(promise: Promise<T>): Promise<T> {
  return promise.catch((error: unknown) => {
    const messages: string[] = [];
    for (let at: unknown = error; at instanceof Error; at = at.cause) messages.push(at.message);
    throw new Error(messages.join(": "));
  });
}
