import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadEncoder } from "whowrote/node/load-encoder";
import { cosine } from "whowrote/similarity/cosine";
import { TimedOutError, UnjudgeableError, type Inference } from "../../src/inference.ts";
import { findEncoder } from "../../src/inference/find-encoder.ts";
import { openInference } from "../../src/inference/open-inference.ts";

const vocabulary = [
  "[PAD]",
  "[UNK]",
  "[CLS]",
  "[SEP]",
  "[MASK]",
  ..."abcdefghijklmnopqrstuvwxyz0123456789():=+_,".split(""),
];

let folder: string;
let inference: Inference;

/** A BERT of 2 layers x 24 (core/test/fixtures/encoders/make_encoders.py) that knows letters and digits. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-embed-"));
  const fixture = (name: string): string =>
    fileURLToPath(new URL(`../../../core/test/fixtures/encoders/${name}`, import.meta.url));
  await cp(fixture("bert.json"), join(folder, "config.json"));
  await cp(fixture("bert.safetensors"), join(folder, "model.safetensors"));
  await writeFile(join(folder, "vocab.txt"), `${vocabulary.join("\n")}\n`);
  inference = openInference({ encoder: folder, threads: 1 });
  await inference.ready;
});
afterAll(async () => {
  await inference.close();
  await rm(folder, { recursive: true });
});

test("vectors are those of the encoder", async () => {
  const texts = ["a = b + c", "f ( x )"];
  const encoder = await loadEncoder(folder, { threads: 1 });
  expect(await inference.embed!(texts)).toEqual(await encoder.encode(texts));
  await encoder.close();
});

test("code of two languages is compared by its vectors, at least 0", async () => {
  const [a, b] = [{ text: "a = b + c", path: "a.py" } as const, { text: "int a = b + c ;", path: "b.c" } as const];
  const [x, y] = await inference.embed!([a.text, b.text]);
  const expected = cosine(x!, y!);
  const likeness = await inference.resemble(a, b);
  expect(likeness).toEqual({ basis: "embedding", similarity: Math.max(0, likeness.cosine!), cosine: likeness.cosine });
  expect(likeness.cosine).toBeCloseTo(expected, 5);
});

test("code of one language is compared by structure, with the cosine beside it", async () => {
  const text = "def f ( x ) :\n    y = x + 1\n    return g ( y , x , 2 ) + h ( x )\n";
  const likeness = await inference.resemble({ text, path: "a.py" }, { text, path: "b.py" });
  expect(likeness).toMatchObject({ basis: "structure", similarity: 1 });
  expect(likeness.cosine).toBeCloseTo(1, 5);
});

test("a blank text has no vector, and the encoder goes on", async () => {
  await expect(inference.embed!([" \n"])).rejects.toThrow(UnjudgeableError);
  expect(await inference.embed!(["a"])).toHaveLength(1);
});

test("who has gone waits for no vector", async () => {
  const controller = new AbortController();
  const vectors = inference.embed!(["a b c ".repeat(5000)], { signal: controller.signal });
  controller.abort(new Error("gone"));
  await expect(vectors).rejects.toThrow("gone");
  expect(await inference.embed!(["a"])).toHaveLength(1);
});

test("an encoder that is stopped in the middle of its work takes nothing with it", async () => {
  const impatient = openInference({ encoder: folder, threads: 1, timeLimitMs: 2000, drainMs: 0 });
  await impatient.ready;
  const texts = Array.from({ length: 1000 }, () => "a b c ".repeat(500));
  await expect(impatient.embed!(texts)).rejects.toThrow(TimedOutError);
  expect(await impatient.embed!(["a"])).toEqual(await inference.embed!(["a"]));
  const late = impatient.embed!(texts).catch((error: unknown) => error);
  await impatient.close();
  expect(await late).toBeInstanceOf(Error);
});

test("the encoder is the one that is named, else that of the release, else none", async () => {
  const models = join(folder, "models");
  const places = { models, cwd: folder, variables: {} };
  expect(await findEncoder(undefined, places)).toBeUndefined();
  expect(await findEncoder(folder, places)).toBe(folder);
  await expect(findEncoder("owner/missing", places)).rejects.toThrow("whowrote models pull owner/missing");
  await mkdir(join(models, "similarity"), { recursive: true });
  for (const file of ["config.json", "model.safetensors", "vocab.txt"])
    await cp(join(folder, file), join(models, "similarity", file));
  expect(await findEncoder(undefined, places)).toBe(join(models, "similarity"));
});
