import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { dualOptions } from "@whowrote/training/neural/options";
import { StoppedError } from "@whowrote/training/neural/run/run-training";
import { trainInWorker } from "@whowrote/training/neural/worker/train-in-worker";
import type { NeuralTask } from "@whowrote/training/neural/worker/neural-tasks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { encoderOptionsWith, writeToyFolders } from "./toy.ts";

let folder: string;
let task: NeuralTask;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-worker-"));
  const places = await writeToyFolders(folder);
  task = {
    kind: "encoder",
    plan: {
      ...{
        lesson: "label",
        data: { shards: places.shards },
        modelFolder: places.model,
        outFolder: join(folder, "out"),
      },
      ...{ fromScratch: true, dual: z.object(dualOptions).parse({}), options: encoderOptionsWith({ epochs: 2 }) },
    },
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("this thread stays free while another trains, can stop it, and the next call goes on", async () => {
  const stop = new AbortController();
  const steps: number[] = [];
  const hooks = { onNote: () => {}, onEvaluation: () => {} };
  let isTraining = true;
  let turns = 0;
  const stopped = trainInWorker(task, {
    ...hooks,
    signal: stop.signal,
    onProgress: ({ step }) => {
      steps.push(step);
      if (step === 3) stop.abort();
    },
  }).finally(() => (isTraining = false));
  const turning = (async () => {
    while (isTraining) {
      await setTimeout(1);
      turns++;
    }
  })();
  await expect(stopped).rejects.toThrow(StoppedError);
  await turning;
  // Had it trained here, there would have been a turn between two steps at most.
  expect(turns).toBeGreaterThan(steps.length);
  const history = await trainInWorker(task, {
    ...hooks,
    signal: new AbortController().signal,
    onProgress: ({ step }) => steps.push(step),
  });
  expect(steps).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  expect(history.map(({ step }) => step)).toEqual([20, 40]);
  expect(await readdir(join(folder, "out"))).toContain("model.safetensors");
});

test("what goes wrong in the thread is thrown here, with its words", async () => {
  const missing = { ...task, plan: { ...task.plan, modelFolder: join(folder, "none") } } as NeuralTask;
  const hooks = {
    onNote: () => {},
    onEvaluation: () => {},
    onProgress: () => {},
    signal: new AbortController().signal,
  };
  await expect(trainInWorker(missing, hooks)).rejects.toThrow(/none has no config\.json\. Name a folder of an encoder/);
});

test("a process that ends while it trains saves the run, and is not aborted by onnxruntime", async () => {
  const outFolder = join(folder, "left");
  const left = { ...task, plan: { ...task.plan, outFolder, options: encoderOptionsWith({ epochs: 20 }) } };
  const program = fileURLToPath(new URL("exiting-trainer.ts", import.meta.url));
  const { status, signal, stderr } = spawnSync(process.execPath, [program, JSON.stringify(left)], { encoding: "utf8" });
  expect([status, signal, stderr]).toEqual([3, null, ""]);
  expect(await readdir(`${outFolder}.run`)).toContain("run.safetensors");
});

test("a size that no memory holds is refused before any of it is made", async () => {
  const vast = { ...task, plan: { ...task.plan, size: { layers: 900, width: 64_000 } } } as NeuralTask;
  const hooks = { onNote: () => {}, onEvaluation: () => {}, onProgress: () => {}, signal: AbortSignal.timeout(20_000) };
  await expect(trainInWorker(vast, hooks)).rejects.toThrow(
    /parameters; to train them all takes about .* Take a smaller/,
  );
});
