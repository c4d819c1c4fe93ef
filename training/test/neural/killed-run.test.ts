import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { dualOptions } from "@whowrote/training/neural/options";
import { trainEncoder, type EncoderPlan } from "@whowrote/training/neural/train-encoder";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { encoderOptionsWith, writeToyFolders } from "./toy.ts";

let folder: string;
let places: { shards: string; model: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-killed-"));
  places = await writeToyFolders(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function plan(out: string): EncoderPlan {
  const options = {
    epochs: 1,
    buckets: 2,
    rowsPerPass: 8,
    saveEvery: 2,
    evaluateEvery: 6,
    encoderDropout: 0.1,
    masked: 0.1,
  };
  return {
    ...{ lesson: "label", data: { shards: places.shards }, modelFolder: places.model, outFolder: join(folder, out) },
    ...{ fromScratch: true, dual: z.object(dualOptions).parse({}), options: encoderOptionsWith(options) },
  };
}

const childModule = new URL("./train-child.ts", import.meta.url);

/** Kills the training with SIGKILL after so many steps. */
async function killAfter(steps: number, ofPlan: EncoderPlan): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(childModule), JSON.stringify(ofPlan)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let seen = 0;
  createInterface(child.stdout).on("line", () => {
    if (++seen === steps) child.kill("SIGKILL");
  });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
}

test("a run that is killed twice ends with the bytes of one that was not", async () => {
  await killAfter(5, plan("killed"));
  await killAfter(6, plan("killed"));
  const hooks = { onNote: () => {}, onEvaluation: () => {}, shouldStop: () => false };
  const steps: number[] = [];
  await trainEncoder(plan("killed"), { ...hooks, onProgress: ({ step }) => void steps.push(step) });
  // It did not begin anew.
  expect(steps[0]).toBeGreaterThan(6);
  expect(steps.at(-1)).toBe(20);
  await trainEncoder(plan("whole"), { ...hooks, onProgress: () => {} });
  for (const file of ["model.safetensors", "head.safetensors"])
    expect(await readFile(join(folder, "killed", file))).toEqual(await readFile(join(folder, "whole", file)));
});
