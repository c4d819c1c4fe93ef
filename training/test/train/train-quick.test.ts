import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDetector } from "whowrote/node/load-detector";
import type { TrainedCheckpoint } from "../../src/train/assemble-checkpoint.ts";
import { quickOptionsSchema } from "../../src/train/options.ts";
import { trainQuick } from "../../src/train/train-quick.ts";
import { writeCheckpoint } from "../../src/train/write-checkpoint.ts";
import { writeSample, writeSamples } from "../made-up-writers.ts";

const options = quickOptionsSchema.parse({
  foldCount: 2,
  lexical: { fewestGroups: 2, epochs: 2 },
  stylometry: { boostedTrees: { trees: 10 } },
  ensemble: { trees: 10 },
});
let folder: string;
let trained: TrainedCheckpoint;
const plan = (cache: string) => ({
  folder: join(folder, "data"),
  cacheFolder: join(folder, cache),
  command: "a test",
  version: "0.0.1",
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-train-"));
  await writeSamples(join(folder, "data"));
  trained = await trainQuick(plan("cache"), options, { onProgress: () => {} });
  await writeCheckpoint(join(folder, "quick"), trained);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("a trained checkpoint tells the two writers apart on rows it never saw", async () => {
  const { metrics } = trained.checkpoint;
  expect(metrics["functions: AUROC"]!.value).toBeGreaterThan(0.95);
  const detector = await loadDetector({ folder: join(folder, "quick") });
  const [human, ai] = [writeSample("human", 100), writeSample("ai", 101)].map(({ code }) => ({
    text: code,
    language: "python" as const,
  }));
  expect((await detector.detect(ai!)).probability).toBeGreaterThan((await detector.detect(human!)).probability!);
  detector.close();
});

test("called again, it measures and fits nothing twice, and writes the same bytes", async () => {
  const firstCalls = new Map<string, string>();
  const again = await trainQuick(plan("cache"), options, {
    onProgress: (stage, done, total) => {
      if (!firstCalls.has(stage)) firstCalls.set(stage, `${done} of ${total}`);
    },
  });
  expect(firstCalls.get("measuring")).toBe("1 of 1");
  expect(firstCalls.get("lexical")).toBe("18 of 18");
  await writeCheckpoint(join(folder, "again"), again);
  for (const part of ["checkpoint.json", "weights.safetensors", "README.md"])
    expect(await readFile(join(folder, "again", part))).toEqual(await readFile(join(folder, "quick", part)));
}, 60_000);

test("an empty cache gives the same bytes, and another seed others", async () => {
  const fresh = await trainQuick(plan("fresh"), options, { onProgress: () => {} });
  await writeCheckpoint(join(folder, "fresh-out"), fresh);
  const weights = await readFile(join(folder, "quick", "weights.safetensors"));
  expect(await readFile(join(folder, "fresh-out", "weights.safetensors"))).toEqual(weights);
  await writeCheckpoint(
    join(folder, "other"),
    await trainQuick(plan("fresh"), { ...options, seed: 2 }, { onProgress: () => {} }),
  );
  expect(await readFile(join(folder, "other", "weights.safetensors"))).not.toEqual(weights);
}, 60_000);

test("the model card says how it was made and how good it is", async () => {
  const card = await readFile(join(folder, "quick", "README.md"), "utf8");
  expect(card).toContain("Made by `a test` with seed 1 on 60 people's and 60 AI samples");
  expect(card).toContain("| functions: AUROC |");
});

test("an aborted run stops", async () => {
  const stop = new AbortController();
  const run = trainQuick(plan("stopped"), options, {
    signal: stop.signal,
    onProgress: (stage) => {
      if (stage === "lexical") stop.abort(new Error("enough"));
    },
  });
  await expect(run).rejects.toThrow("enough");
}, 60_000);

test("a checkpoint takes the place of an older one, with nothing left beside it or in it", async () => {
  await mkdir(join(folder, "released", "quick"), { recursive: true });
  await writeFile(join(folder, "released", "quick", "of-another-version"), "");
  // What a run left that was killed while it wrote.
  await mkdir(join(folder, "released", "quick.old"));
  await writeCheckpoint(join(folder, "released", "quick"), trained);
  expect(await readdir(join(folder, "released"))).toEqual(["quick"]);
  expect((await readdir(join(folder, "released", "quick"))).toSorted()).toEqual([
    "README.md",
    "checkpoint.json",
    "weights.safetensors",
  ]);
});
