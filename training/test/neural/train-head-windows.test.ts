import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSamples } from "@whowrote/training/dataset/read-samples";
import type { Sample } from "@whowrote/training/dataset/sample";
import { embedTexts } from "@whowrote/training/neural/data/cached-embeddings";
import { embeddingCourse } from "@whowrote/training/neural/course/embedding";
import { dualOptions, headOptions } from "@whowrote/training/neural/options";
import { StoppedError } from "@whowrote/training/neural/run/run-training";
import { trainEncoder } from "@whowrote/training/neural/train-encoder";
import { trainHead, type HeadPlan } from "@whowrote/training/neural/train-head";
import type { HistoryEntry } from "@whowrote/training/neural/training-history";
import { validationMetrics } from "@whowrote/training/neural/metrics/validation-metrics";
import { splitValidation } from "@whowrote/training/neural/data/validation-split";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFileScorer, decodeHead } from "whowrote/encoder-head";
import { createRandom } from "whowrote/random";
import { scoreFile } from "whowrote/window/pool-scores";
import { z } from "zod";
import { encoderOptionsWith, writeToyFolders } from "./toy.ts";

/** Words of a window that is cut: 14, and the two special tokens. */
const windowWords = 14;

let folder: string;
const hooks = { ...{ onNote: () => {}, onProgress: () => {}, onEvaluation: () => {} }, shouldStop: () => false };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-windows-"));
  await writeFiles(join(folder, "data.jsonl"), 300);
  const { shards, model } = await writeToyFolders(join(folder, "toy"));
  const options = encoderOptionsWith({ epochs: 3, masked: 0.3, rate: 1e-2, warmUp: 0.1, rowsPerPass: 16 });
  const places = { data: { shards }, modelFolder: model, outFolder: join(folder, "encoder"), fromScratch: true };
  await trainEncoder({ lesson: "mlm", ...places, options, dual: z.object(dualOptions).parse({}) }, hooks);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files of 3 to 8 windows of any topics but the last; in AI's one window is of the last. */
async function writeFiles(path: string, count: number): Promise<void> {
  const random = createRandom(7);
  const draw = (options: number): number => Math.floor(random() * options);
  const rows = Array.from({ length: count }, (_, at) => {
    const windows = 3 + draw(6);
    const telling = at % 2 === 1 ? draw(windows) : -1;
    const lines = Array.from({ length: windows }, (__, window) => {
      const topic = window === telling ? 5 : draw(5);
      const words = Array.from({ length: windowWords }, () => {
        const drawn = random() < 0.8 ? topic : draw(6);
        return `w${5 + 9 * drawn + draw(9)}`;
      });
      return words.join(" ");
    });
    return {
      ...{ id: `file-${at}`, code: lines.join("\n"), language: "python", label: at % 2 === 1 ? "ai" : "human" },
      ...{ source: "toy", group: `group ${at % 50}`, kind: "file", domain: "wild", task: `task ${at % 90}` },
    };
  });
  await writeFile(path, rows.map((row) => JSON.stringify(row)).join("\n"));
}

function plan(out: string, changes: Record<string, unknown> = {}): HeadPlan {
  const options = z.object(headOptions).parse({
    ...{ epochs: 12, batch: 64, rate: 1e-2, threads: 1, validation: 0.3, windowTokens: windowWords + 2 },
    ...{ windowsPerFile: 8, patience: 20, attentionSize: 16, ...changes },
  });
  const places = { dataFolder: join(folder, "data.jsonl"), modelFolder: join(folder, "encoder") };
  return { kind: "binary", options, ...places, cacheFolder: join(folder, "cache"), outFolder: join(folder, out) };
}

async function readHead(out: string) {
  return decodeHead(await readFile(join(folder, out, "head.safetensors")), out);
}

/** AUROC on the validation files by core's own judgement of them. */
async function aurocOfWritten(out: string, { options, modelFolder, cacheFolder, dataFolder }: HeadPlan) {
  const samples: Sample[] = [];
  for await (const sample of readSamples(dataFolder)) samples.push(sample);
  const scorer = createFileScorer(await readHead(out));
  const { vectors, width, texts } = await embedTexts(
    samples.map(({ code }) => code),
    { ...options, modelFolder, cacheFolder, pooling: "mean" },
    { onText: () => {}, shouldStop: () => false },
  );
  const parts = splitValidation(samples, options.validation, options.seed);
  const files = [...samples.keys()].filter((file) => parts[file] === 1);
  const scores = files.map((file) => {
    const windows = [...texts.keys()].filter((window) => texts[window] === file);
    return scoreFile(
      windows.map((window) => vectors.subarray(window * width, (window + 1) * width)),
      scorer,
    );
  });
  return validationMetrics({ scores, labels: files.map((file) => Number(samples[file]!.label === "ai")) })["auroc"]!;
}

const highest = (history: readonly HistoryEntry[]) => Math.max(...history.map(({ metrics }) => metrics["auroc"]!));

test("where one window tells, best keeps a way that beats the mean, and says how well each did", async () => {
  await trainHead(plan("best"), hooks);
  const history = JSON.parse(await readFile(join(folder, "best", "training_history.json"), "utf8")) as HistoryEntry[];
  const { metrics } = history.at(-1)!;
  const { "auroc mean": mean, "auroc max": max, "auroc attention": attention } = metrics;
  expect(max).toBeGreaterThan(mean! + 0.1);
  expect(attention).toBeGreaterThan(mean! + 0.1);
  expect(metrics["auroc"]).toBe(Math.max(max!, attention!));
  const { windows } = (await readHead("best")).definition;
  expect(windows).toEqual(max! >= attention! ? "max" : { attention: 16 });
  expect(await aurocOfWritten("best", plan("best"))).toBeCloseTo(metrics["auroc"]!, 3);
});

test("attention is learned: the loss falls, and core judges files by it as the trainer did", async () => {
  const history = await trainHead(plan("attention", { windows: "attention" }), hooks);
  expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss / 2);
  const { definition, tensors } = await readHead("attention");
  expect(definition.windows).toEqual({ attention: 16 });
  expect(tensors["attention.weight"]!.data.some((value) => value !== 0)).toBe(true);
  expect(await aurocOfWritten("attention", plan("attention"))).toBeCloseTo(highest(history), 3);
});

test.each(["mean", "max"] as const)("%s alone is measured and written", async (windows) => {
  const history = await trainHead(plan(windows, { windows, epochs: 3 }), hooks);
  const { definition } = await readHead(windows);
  expect(definition.windows).toBe(windows === "max" ? "max" : undefined);
  expect(await aurocOfWritten(windows, plan(windows))).toBeCloseTo(highest(history), 3);
});

test.each([20, 80])(
  "a run that is stopped after %i steps ends with the bytes of one that was not",
  async (stopAfter) => {
    const short = { epochs: 3, saveEvery: 5 };
    await trainHead(plan("whole", short), hooks);
    const stopped = plan(`stopped ${stopAfter}`, short);
    let steps = 0;
    const stopping = { ...hooks, onProgress: () => void steps++, shouldStop: () => steps === stopAfter };
    await expect(trainHead(stopped, stopping)).rejects.toThrow(StoppedError);
    await trainHead(stopped, { ...hooks, onProgress: () => void steps++ });
    // The head for mean and max, and the one with attention: nothing is learned twice.
    expect(steps).toBe(3 * (21 + 22));
    const bytes = (out: string) => readFile(join(folder, out, "head.safetensors"));
    expect(await bytes(`stopped ${stopAfter}`)).toEqual(await bytes("whole"));
  },
);

test("where every file is one window, nothing is to be chosen", async () => {
  const history = await trainHead(plan("single", { windowsPerFile: 1, epochs: 1 }), hooks);
  expect(history).toHaveLength(1);
  expect(Object.keys(history[0]!.metrics)).not.toContain("auroc attention");
  expect((await readHead("single")).definition.windows).toBeUndefined();
});

test("a family head is refused another way than window by window", async () => {
  const families = join(folder, "families.jsonl");
  const row = (at: number) => ({
    ...{
      id: `f${at}`,
      code: `w${5 + at} `.repeat(8),
      language: "python",
      label: "ai",
      family: at % 2 ? "alpha" : "beta",
    },
    ...{ source: "toy", group: `g${at}`, kind: "file", domain: "wild", task: `t${at}` },
  });
  await writeFile(families, Array.from({ length: 20 }, (_, at) => JSON.stringify(row(at))).join("\n"));
  const asked = { ...plan("family", { windows: "max" }), kind: "family" as const, dataFolder: families };
  await expect(trainHead(asked, hooks)).rejects.toThrow("--windows max is for heads that tell people from AI");
});

test("files are filled up to the longest of their batch, and those of very many windows go through in parts", () => {
  const starts = Int32Array.of(0, 1, 4, 3004, 6004, 9004);
  const files = Int32Array.of(0, 1, 2, 3, 4);
  const data = {
    ...{ vectors: new Float32Array(9004).fill(7), width: 1, starts, targets: new Float32Array(5), outputs: 1 },
    ...{ weights: new Float32Array(5).fill(1), training: files, validation: files, measure: () => ({}), best: "auroc" },
  };
  const options = z.object(headOptions).parse({ batch: 5 });
  const batches = embeddingCourse(data, options).batches({ epoch: 0, stepOfEpoch: 0, step: 0 });
  expect(batches.map(({ form, size }) => ({ ...form, size }))).toEqual([
    { rows: 4, windows: 4096, size: 6004 },
    { rows: 4, windows: 4096, size: 3000 },
  ]);
  for (const { feeds } of batches)
    expect([...feeds["embeddings"]!.data]).toEqual([...feeds["mask"]!.data].map((one) => 7 * Number(one)));
});
