import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aiLogOdds, applyHead, decodeHead } from "whowrote/encoder-head";
import type { HeadKindId } from "@whowrote/training/neural/head-kind";
import { dualOptions, headOptions } from "@whowrote/training/neural/options";
import { trainEncoder } from "@whowrote/training/neural/train-encoder";
import { trainHead, type HeadPlan } from "@whowrote/training/neural/train-head";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadEncoder } from "whowrote/node/load-encoder";
import { z } from "zod";
import { encoderOptionsWith, writeToyDataset, writeToyFolders } from "./toy.ts";

let folder: string;
let data: string;
const encoder = () => join(folder, "encoder");
const notes: string[] = [];
const hooks = {
  onNote: (text: string) => void notes.push(text),
  ...{ onProgress: () => {}, onEvaluation: () => {}, shouldStop: () => false },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-head-"));
  data = await writeToyDataset(folder, 400);
  const { shards, model } = await writeToyFolders(folder);
  // Words of one topic come to lie near each other.
  const options = encoderOptionsWith({ epochs: 3, masked: 0.3, rate: 1e-2, warmUp: 0.1, rowsPerPass: 16 });
  const places = { data: { shards }, modelFolder: model, outFolder: encoder(), fromScratch: true } as const;
  await trainEncoder({ lesson: "mlm", ...places, options, dual: z.object(dualOptions).parse({}) }, hooks);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function plan(kind: HeadKindId, changes: Record<string, unknown> = {}): HeadPlan {
  const options = z
    .object(headOptions)
    .parse({ epochs: 15, batch: 64, rate: 5e-3, threads: 1, validation: 0.2, ...changes });
  const places = {
    dataFolder: data,
    modelFolder: encoder(),
    cacheFolder: join(folder, "cache"),
    outFolder: join(folder, kind),
  };
  return { kind, options, ...places };
}

async function readHead(kind: HeadKindId) {
  return decodeHead(await readFile(join(folder, kind, "head.safetensors")), "the head");
}

test("the sigmoid head says how likely people wrote it, and AI is what is left", async () => {
  const history = await trainHead(plan("sigmoid"), hooks);
  expect(Math.max(...history.map(({ metrics }) => metrics["auroc"]!))).toBeGreaterThan(0.8);
  const head = await readHead("sigmoid");
  expect(head.definition).toMatchObject({ inSize: 32, hiddenSize: 768, outputs: ["human"], threshold: 0.77 });
  const loaded = await loadEncoder(encoder(), { threads: 1, normalize: false });
  const [human, ai] = await loaded.encode(["w5 w6 w7 w8 w9 w10 w11", "w14 w15 w16 w17 w18 w19 w20"]);
  await loaded.close();
  const logOdds = (vector: Float32Array) => aiLogOdds(head, applyHead(head, vector)[0]!);
  expect(logOdds(ai!)).toBeGreaterThan(logOdds(human!));
});

test("the family head names the family of what AI wrote, and is small", async () => {
  const history = await trainHead(plan("family"), hooks);
  expect(Math.max(...history.map(({ metrics }) => metrics["macro f1"]!))).toBeGreaterThan(0.6);
  const { definition } = await readHead("family");
  expect(definition).toMatchObject({ hiddenSize: 256, dropout: 0.3, outputs: ["alpha", "beta", "gamma"] });
  expect((await stat(join(folder, "family", "head.safetensors"))).size).toBeLessThan(1e6);
});

test("embeddings are kept: the next head on the same files needs no encoder", async () => {
  await trainHead(plan("binary", { epochs: 1 }), hooks);
  const kept = await readdir(join(folder, "cache"));
  const moved = { ...plan("binary", { epochs: 1, seed: 2 }) };
  await trainHead(moved, hooks);
  expect(await readdir(join(folder, "cache"))).toEqual(kept);
});

test("data of one family are refused", async () => {
  const one = join(folder, "one");
  await expect(trainHead({ ...plan("family"), dataFolder: one }, hooks)).rejects.toThrow("There is no dataset");
});
