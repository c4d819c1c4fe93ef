import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dualOptions } from "@whowrote/training/neural/options";
import { trainEncoder } from "@whowrote/training/neural/train-encoder";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeTensors } from "whowrote/tensor-file";
import { z } from "zod";
import { encoderOptionsWith } from "./toy.ts";

// python training/test/neural/reference_torch_run.py
const reference = join(import.meta.dirname, "fixtures", "torch-run");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-parity-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("on the same shards it reaches the loss and the weights that training/torch/train_encoder.py does", async () => {
  const options = encoderOptionsWith({
    ...{ batch: 8, rowsPerPass: 8, buckets: 3, masked: 0, dropout: 0, rate: 1e-3, headRate: 1e-2, steps: 40 },
    ...{ warmUp: 5, decay: "constant", coolDown: 10 },
  });
  const places = { data: { shards: reference }, modelFolder: join(reference, "model"), outFolder: join(folder, "out") };
  const plan = {
    lesson: "label",
    ...places,
    fromScratch: false,
    options,
    dual: z.object(dualOptions).parse({}),
  } as const;
  const hooks = { onNote: () => {}, onProgress: () => {}, onEvaluation: () => {}, shouldStop: () => false };
  const { metrics } = (await trainEncoder(plan, hooks))[0]!;
  const ended = join(reference, "ended");
  const [theirs] = JSON.parse(await readFile(join(ended, "training_history.json"), "utf8")) as [Record<string, number>];
  expect(metrics["loss"]).toBeCloseTo(theirs["validationLoss"]!, 4);
  expect(metrics["auroc"]).toBeCloseTo(theirs["auroc"]!, 6);
  for (const file of ["model.safetensors", "head.safetensors"]) {
    const [own, other] = [join(folder, "out", file), join(ended, file)];
    const weights = decodeTensors(await readFile(own)).tensors;
    for (const [name, { data }] of Object.entries(decodeTensors(await readFile(other)).tensors)) {
      const difference = Math.max(...Array.from(data, (value, at) => Math.abs(value - weights[name]!.data[at]!)));
      expect(difference).toBeLessThan(2e-4);
    }
  }
});
