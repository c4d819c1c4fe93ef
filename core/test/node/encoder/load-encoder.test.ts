import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeError } from "../../../src/node/describe-error.ts";
import { NoTokensError, type CodeEncoder } from "../../../src/node/encoder/code-encoder.ts";
import { loadEncoder, type EncoderOptions } from "../../../src/node/load-encoder.ts";
import { cosine, writeToyEncoder } from "./toy-encoder.ts";

async function load(options: EncoderOptions = {}, folder = writeToyEncoder()): Promise<CodeEncoder> {
  const encoder = await loadEncoder(folder, { threads: 1, ...options });
  onTestFinished(() => encoder.close());
  return encoder;
}

/** Fifty tokens on ten lines; the toy reads 18 of them at a time. */
const longText = Array.from({ length: 10 }, (_, line) => `a = ${line} + b\n`)
  .join("")
  .replaceAll(" ", "");

test("a text becomes a vector of length 1, the same whatever else is encoded with it", async () => {
  const encoder = await load();
  const texts = ["a = 1", longText, "b"];
  const together = await encoder.encode(texts);
  expect(together.map(({ length }) => length)).toEqual([24, 24, 24]);
  for (const [at, text] of texts.entries()) {
    const [alone] = await encoder.encode([text]);
    expect(Math.hypot(...alone!)).toBeCloseTo(1, 6);
    expect(cosine(alone!, together[at]!)).toBeCloseTo(1, 6);
  }
  expect(cosine(together[0]!, together[2]!)).toBeLessThan(0.99);
});

test("a long text is cut at line ends, and its vector is the mean over its windows", async () => {
  const encoder = await load({ normalize: false });
  const { windows, tokens, isThinned } = encoder.cut(longText);
  expect([tokens, windows.length, isThinned]).toEqual([50, 5, false]);
  for (const window of windows) {
    expect(window.length).toBeLessThanOrEqual(20);
    expect([window[0], window.at(-1)]).toEqual([2, 3]);
  }
  const each = await encoder.encodeWindows(windows);
  const [whole] = await encoder.encode([longText]);
  for (const [at, value] of whole!.entries())
    expect(value).toBeCloseTo(
      each.reduce((sum, vector) => sum + vector[at]! / each.length, 0),
      5,
    );
});

test("of a text with too many windows some are read, and it is told", async () => {
  const { windows, isThinned } = (await load({ maxWindows: 2 })).cut(longText);
  expect([windows.length, isThinned]).toEqual([2, true]);
});

test("the folder says how tokens are pooled and how long windows are, unless asked otherwise", async () => {
  const folder = writeToyEncoder({
    "1_Pooling/config.json": '{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}',
    "sentence_bert_config.json": '{"max_seq_length": 12}',
  });
  expect(await load({}, folder)).toMatchObject({ pooling: "cls", maxTokens: 12 });
  expect(await load({ pooling: "max", maxTokens: 16 }, folder)).toMatchObject({ pooling: "max", maxTokens: 16 });
  expect(await load()).toMatchObject({ pooling: "mean", maxTokens: 20 });
});

test("pooling by the first token, the mean and the maximum give different vectors", async () => {
  const vectors = [];
  for (const pooling of ["cls", "mean", "max"] as const)
    vectors.push(...(await (await load({ pooling })).encode(["a = b"])));
  expect(new Set(vectors.map(String)).size).toBe(3);
});

test("in 8 bits a vector points where the one in floats does", async () => {
  const [exact] = await (await load()).encode([longText]);
  const [rounded] = await (await load({ precision: "int8" })).encode([longText]);
  expect(cosine(exact!, rounded!)).toBeGreaterThan(0.999);
});

test.each(["", " \n\t\n"])("the text %j has no tokens and no vector", async (text) => {
  const encoder = await load();
  expect(() => encoder.cut(text)).toThrow(NoTokensError);
  await expect(encoder.encode(["a", text])).rejects.toThrow("The text has no tokens: it is empty, or blanks only");
});

test("progress counts windows, and an abort ends encoding between two batches", async () => {
  const encoder = await load();
  const texts = Array.from({ length: 300 }, () => longText);
  const seen: number[] = [];
  await encoder.encode(texts, { onProgress: ({ windows, of }) => seen.push(windows / of) });
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.at(-1)).toBe(1);
  const controller = new AbortController();
  const stopped = encoder.encode(texts, { signal: controller.signal, onProgress: () => controller.abort() });
  await expect(stopped).rejects.toThrow("aborted");
  expect(await encoder.encode(["a"])).toHaveLength(1);
});

test("a tokenizer with more tokens than the model has rows is refused", async () => {
  const vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ...Array.from({ length: 44 }, (_, at) => `t${at}`)];
  await expect(load({}, writeToyEncoder({ "vocab.txt": vocabulary.join("\n") }))).rejects.toThrow(
    "The tokenizer has 49 tokens and the model's embedding 48 rows",
  );
});

test.each([
  ["a window longer than the table of positions", { maxTokens: 21 }, "takes at most 20 tokens"],
  ["a window without room for text", { maxTokens: 2 }, "give at least 3"],
])("%s is refused", async (_, options, message) => {
  await expect(load(options)).rejects.toThrow(message);
});

test.each([
  ["config.json", "no JSON", "is not JSON"],
  ["model.safetensors", "short", "safetensors"],
  ["1_Pooling/config.json", "[]", "is not as it must be"],
])("a damaged %s is refused by name", async (file, content, message) => {
  const refusal = load({}, writeToyEncoder({ [file]: content }));
  const told = await refusal.catch(describeError);
  expect(told).toContain(file);
  expect(told).toContain(message);
});

test("a folder without config.json is no encoder", async () => {
  await expect(loadEncoder("/nowhere/at/all")).rejects.toThrow("/nowhere/at/all/config.json cannot be read");
});

test.skipIf(process.platform === "win32").each(["config.json", "tokenizer.json", "1_Pooling/config.json"])(
  "a FIFO in the place of %s is never waited for",
  async (file) => {
    const folder = writeToyEncoder({ [file]: "" });
    rmSync(join(folder, file));
    execFileSync("mkfifo", [join(folder, file)]);
    const refusal = load({}, folder);
    expect(await refusal.catch(describeError)).toContain(`${file} is not a regular file`);
  },
);
