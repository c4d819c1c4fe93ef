import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newEncoderConfig } from "@whowrote/training/neural/parameters/encoder-start";
import { decodeHead } from "whowrote/encoder-head";
import { dualOptions } from "@whowrote/training/neural/options";
import { StoppedError } from "@whowrote/training/neural/run/run-training";
import { trainEncoder, type EncoderPlan, type TrainHooks } from "@whowrote/training/neural/train-encoder";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadEncoder } from "whowrote/node/load-encoder";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";
import { z } from "zod";
import { encoderOptionsWith, vocabularySize, writeToyFolders } from "./toy.ts";

let folder: string;
let places: { shards: string; model: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-encoder-"));
  places = await writeToyFolders(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const notes: string[] = [];
const hooks: TrainHooks = {
  onNote: (text) => void notes.push(text),
  onProgress: () => {},
  onEvaluation: () => {},
  shouldStop: () => false,
};

function plan(out: string, options: Record<string, unknown>, changes: Partial<EncoderPlan> = {}): EncoderPlan {
  return {
    ...{ lesson: "label", data: { shards: places.shards }, modelFolder: places.model, outFolder: join(folder, out) },
    ...{ fromScratch: true, dual: z.object(dualOptions).parse({ projection: 16 }) },
    options: encoderOptionsWith({ rowsPerPass: 16, masked: 0, ...options }),
    ...changes,
  };
}

/** Everything but the speed, which no two runs share. */
async function withoutSpeed(path: string): Promise<unknown> {
  const history = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>[];
  return history.map((entry) => ({ ...entry, tokensPerSecond: 0 }));
}

const bytesOf = async (out: string, file: string) => readFile(join(folder, out, file));

test("an encoder from scratch learns what words mean and tells held-out windows apart; the folder loads", async () => {
  const history = await trainEncoder(plan("learned", { epochs: 3 }), hooks);
  expect(history).toHaveLength(3);
  expect(history[2]!.loss).toBeLessThan(history[0]!.loss);
  expect(Math.max(...history.map(({ metrics }) => metrics["auroc"]!))).toBeGreaterThan(0.75);
  expect(await readdir(join(folder, "learned"))).toEqual([
    ...["1_Pooling", "config.json", "head.safetensors", "model.safetensors", "sentence_bert_config.json"],
    ...["training_history.json", "vocab.txt"],
  ]);
  const head = decodeHead(await bytesOf("learned", "head.safetensors"), "the head");
  expect(head.definition.outputs).toEqual(["ai"]);
  const encoder = await loadEncoder(join(folder, "learned"), { threads: 1 });
  const [vector] = await encoder.encode(["w5 w6 w7"]);
  await encoder.close();
  expect(encoder.maxTokens).toBe(21);
  expect(vector).toHaveLength(32);
});

test("a run that is stopped goes on, and ends with the bytes of one that was not", async () => {
  const options = { epochs: 1, buckets: 2, saveEvery: 3, evaluateEvery: 8, encoderDropout: 0.2, masked: 0.1 };
  await trainEncoder(plan("whole", options), hooks);
  let steps = 0;
  const stopping = { ...hooks, shouldStop: () => steps === 5, onProgress: () => void steps++ };
  await expect(trainEncoder(plan("stopped", options), stopping)).rejects.toThrow(StoppedError);
  await trainEncoder(plan("stopped", options), hooks);
  for (const file of ["model.safetensors", "head.safetensors"])
    expect(await bytesOf("stopped", file)).toEqual(await bytesOf("whole", file));
  expect(await withoutSpeed(join(folder, "stopped", "training_history.json"))).toEqual(
    await withoutSpeed(join(folder, "whole", "training_history.json")),
  );
  expect(await readdir(folder)).not.toContain("stopped.run");
});

test("first the head learns alone, then all, and rates and moments begin again", async () => {
  const history = await trainEncoder(plan("thawed", { epochs: 1, frozenEpochs: 1 }), hooks);
  expect(history.map(({ step, epoch }) => [step, epoch])).toEqual([
    [20, 1],
    [40, 2],
  ]);
});

test("without better evaluations a run ends early, and the best parameters are kept", async () => {
  // At this rate nothing is learned but noise.
  const wild = { epochs: 10, rate: 0.05, evaluateEvery: 5, patience: 2, decay: "constant", coolDown: 0 };
  const history = await trainEncoder(plan("patient", wild), hooks);
  expect(history.length).toBeLessThan(40);
  const best = Math.max(...history.slice(0, -2).map(({ metrics }) => metrics["auroc"]!));
  expect(history.slice(-2).every(({ metrics }) => metrics["auroc"]! <= best)).toBe(true);
});

test("a run with other options is not gone on with", async () => {
  let steps = 0;
  const stopping = { ...hooks, shouldStop: () => steps === 1, onProgress: () => void steps++ };
  await expect(trainEncoder(plan("other", {}), stopping)).rejects.toThrow(StoppedError);
  await expect(trainEncoder(plan("other", { batch: 8 }), hooks)).rejects.toThrow(
    "other options, data or starting weights",
  );
});

test("guessing hidden words gets better", async () => {
  const guessing = { epochs: 4, masked: 0.3, rate: 1e-2, warmUp: 0.1 };
  const history = await trainEncoder(plan("guessing", guessing, { lesson: "mlm" }), hooks);
  const losses = history.map(({ metrics }) => metrics["loss"]!);
  expect(losses.at(-1)).toBeLessThan(losses[0]! - 0.2);
});

test("an encoder starts from weights that do not all fit, and what was not taken over is listed", async () => {
  const partial = join(folder, "partial");
  await cp(places.model, partial, { recursive: true });
  const size = { layers: 3, width: 32 };
  await writeFile(join(partial, "config.json"), newEncoderConfig(size, { vocabularySize, pad: 0, positions: 48 }));
  const { tensors } = decodeTensors(await bytesOf("learned", "model.safetensors"));
  const weights = Object.entries(tensors).map(([name, tensor]) => [`bert.${name}`, tensor] as const);
  const decoder = { shape: [1], data: new Float32Array(1) };
  await writeFile(join(partial, "model.safetensors"), encodeTensors({ ...Object.fromEntries(weights), decoder }));
  notes.length = 0;
  await trainEncoder(plan("deeper", { steps: 1, rate: 0 }, { fromScratch: false, modelFolder: partial }), hooks);
  expect(notes[1]).toBe("36 weights are taken over");
  expect(notes[2]).toMatch(/^not there, start anew: encoder\.layer\.2\.attention\.self\.query\.weight, .* and 8 more$/);
  expect(notes[3]).toBe(
    "of another shape, start anew: embeddings.position_embeddings.weight [64, 32] instead of [48, 32]",
  );
  expect(notes[4]).toBe("not used: decoder");
  const deeper = decodeTensors(await bytesOf("deeper", "model.safetensors")).tensors;
  const name = "encoder.layer.1.output.dense.weight";
  expect(deeper[name]).toEqual(tensors[name]);
});

test.each(["dropout", "crop"])("SimCSE brings the halves of a window together (%s)", async (views) => {
  const history = await trainEncoder(
    plan(`alike-${views}`, { views, epochs: 2, batch: 32, rowsPerPass: 64 }, { lesson: "simcse" }),
    hooks,
  );
  const separation = history.map(({ metrics }) => metrics["separation"]!);
  expect(Math.max(...separation)).toBeGreaterThan(0.6);
});

test("two heads learn on one encoder: one labels, one compares", async () => {
  const history = await trainEncoder(plan("dual", { epochs: 2, rowsPerPass: 32 }, { lesson: "dual" }), hooks);
  expect(history[1]!.loss).toBeLessThan(history[0]!.loss);
  expect(Math.max(...history.map(({ metrics }) => metrics["auroc"]!))).toBeGreaterThan(0.65);
  const { tensors } = decodeTensors(await bytesOf("dual", "other.safetensors"));
  expect(tensors["projection.weight"]!.shape).toEqual([16, 32]);
});
