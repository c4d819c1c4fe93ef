import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSavedRun, saveRun, type RunPlace } from "@whowrote/training/neural/run/saved-run";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-saved-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const place: RunPlace = {
  fingerprint: "abc",
  stage: 1,
  stageStep: 3,
  step: 9,
  epoch: 1,
  lossSum: 1.5,
  lossSteps: 2,
  history: [{ step: 5, epoch: 0.5, loss: 0.7, learningRate: 1e-4, tokensPerSecond: 900, metrics: { auroc: 0.6 } }],
  best: { step: 5, value: 0.6, waited: 0 },
};
const tensors = { "layer.0": { shape: [2], data: Float32Array.of(1, -2) } };

test("a saved run comes back as it was, and nothing else is left in the folder", async () => {
  const path = join(folder, "run.safetensors");
  await saveRun(path, { place, tensors });
  expect(await readSavedRun(path, "abc")).toEqual({ place, tensors });
  expect(await readdir(folder)).toEqual(["run.safetensors"]);
});

test("no file is no run", async () => {
  expect(await readSavedRun(join(folder, "none.safetensors"), "abc")).toBeUndefined();
});

test("a run with other options is refused, and so is a file that is no run", async () => {
  const path = join(folder, "other.safetensors");
  await saveRun(path, { place, tensors });
  await expect(readSavedRun(path, "abd")).rejects.toThrow("other options, data or starting weights");
  await writeFile(path, "no tensors");
  await expect(readSavedRun(path, "abc")).rejects.toThrow("is not the state of a stopped run. Delete it");
});
