import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trainCommand } from "@whowrote/training/cli/train";
import { releaseEncoder } from "@whowrote/training/joined/release-encoder";
import type { ShardsManifest } from "@whowrote/training/shards/write-shards";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CodeDetector } from "whowrote/detection";
import { listInstalledModels } from "whowrote/node/installed-models";
import { loadDetector } from "whowrote/node/load-detector";
import { openCliEnvironment } from "../cli-environment.ts";
import { writeSample, writeSamples } from "../made-up-writers.ts";

let folder: string;
let detector: CodeDetector;

async function train(...args: string[]): Promise<string> {
  const { environment, written } = openCliEnvironment(folder, {});
  await trainCommand(environment).parseAsync(args, { from: "user" });
  return written.stdout;
}

const quick = JSON.stringify({
  foldCount: 2,
  lexical: { fewestGroups: 2, epochs: 2 },
  stylometry: { boostedTrees: { trees: 10 } },
  ensemble: { trees: 10 },
});

/** From nothing but samples: a tokenizer, shards, an encoder, the quick detectors, and both joined. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-joined-"));
  await writeSamples(join(folder, "data"));
  const common = ["--data", "data"];
  await train("tokenizer", ...common, "--out", "tokenizer", "--vocabulary", "420", "--words", "pieces");
  const shards = { windows: 320, windowsPerShard: 160, validationWindows: 40, validation: 0.3, windowTokens: 64 };
  await train(
    ...["shards", ...common, "--tokenizer", "tokenizer", "--out", "shards"],
    "--options",
    JSON.stringify(shards),
  );
  const encoder = ["encoder", "--shards", "shards", "--model", "tokenizer", "--size", "1x32", "--out", "trained"];
  await train(...encoder, "--batch", "16", "--rate", "3e-3", "--buckets", "1", "--threads", "1");
  await releaseEncoder({
    trained: join(folder, "trained"),
    manifest: JSON.parse(await readFile(join(folder, "shards", "shards.json"), "utf8")) as ShardsManifest,
    history: [],
    windowsLearned: 320,
    start: "nothing",
    out: join(folder, "models", "encoder"),
    version: "0.0.1",
    command: "a test",
  });
  await train("quick", ...common, "--out", "models/quick", "--cache", "cache", "--options", quick);
  await train(
    ...["joined", ...common, "--out", "models/thorough", "--cache", "cache", "--options", quick],
    ...["--joiner", '{"foldCount":2}'],
  );
  detector = await loadDetector({ folder: join(folder, "models", "thorough") });
}, 120_000);

afterAll(async () => {
  detector.close();
  await rm(folder, { recursive: true, force: true });
});

test("a joined checkpoint asks the encoder, and tells the two writers apart", async () => {
  const [human, ai] = [writeSample("human", 100), writeSample("ai", 101)].map(({ code }) => code);
  const answers = await Promise.all([ai!, human!].map((code) => detector.detect({ text: code, language: "python" })));
  expect(answers[0]!.probability).toBeGreaterThan(answers[1]!.probability!);
  expect(answers[0]!.detectors.map((one) => one.detector)).toEqual(["stylometry", "lexical", "neural"]);
  const [forAi, forHuman] = answers.map(({ detectors }) => detectors[2]!.score!);
  expect(forAi).toBeGreaterThan(forHuman!);
  expect(answers[0]!.checkpoint).toBe("thorough 0.1.0");
});

test("its explanation shares the encoder's score out among the tokens", async () => {
  const { code } = writeSample("ai", 102);
  const { neural, detectors } = await detector.explain({ text: code, language: "python" });
  const { score, baselineScore, residual, tokens, lineContributions } = neural!;
  const sum = tokens.reduce((all, { contribution }) => all + contribution, 0);
  expect(baselineScore + sum + residual).toBeCloseTo(score, 4);
  expect(lineContributions.reduce((all, line) => all + line, 0)).toBeCloseTo(sum, 4);
  // The encoder judges in 8 bits and is explained in floats.
  expect(score).toBeCloseTo(detectors[2]!.score!, 0);
});

test("an explanation without the encoder's tokens has the same verdict", async () => {
  const { code } = writeSample("ai", 102);
  const { neural, ...rest } = await detector.explain({ text: code, language: "python" }, { neural: false });
  const { neural: attribution, ...whole } = await detector.explain({ text: code, language: "python" });
  expect(neural).toBeUndefined();
  expect(attribution).toBeDefined();
  expect(rest).toEqual(whole);
});

test("what is too short to judge is not shown to the encoder", async () => {
  const { verdict, detectors } = await detector.detect({ text: "a = 1\n", language: "python" });
  expect(verdict).toBe("uncertain");
  expect(detectors.map(({ score }) => score)).toEqual([null, null, null]);
});

test("all three checkpoints are listed with what they say of themselves", async () => {
  const models = await listInstalledModels(join(folder, "models"));
  expect(models.map(({ name, problem }) => [name, problem])).toEqual([
    ["encoder", undefined],
    ["quick", undefined],
    ["thorough", undefined],
  ]);
  expect(Object.keys(models[2]!.summary!.metrics)).toContain("encoder alone, functions: AUROC");
});

test("weights that the joiner was not trained with are refused", async () => {
  const file = join(folder, "models", "quick", "weights.safetensors");
  const bytes = await readFile(file);
  const changed = Uint8Array.from(bytes);
  changed[changed.length - 1]! ^= 1;
  await writeFile(file, changed);
  await expect(loadDetector({ folder: join(folder, "models", "thorough") })).rejects.toThrow(
    "its thresholds do not hold",
  );
  await writeFile(file, bytes);
});

test("an encoder alone, and one that reads other marks, are refused with a remedy", async () => {
  const encoder = join(folder, "models", "encoder");
  await expect(loadDetector({ folder: encoder })).rejects.toThrow("an encoder alone, without thresholds");
  const file = join(encoder, "checkpoint.json");
  const json = await readFile(file, "utf8");
  await writeFile(file, json.replace('"#deeper"', '"#further"'));
  await expect(loadDetector({ folder: join(folder, "models", "thorough") })).rejects.toThrow("train it again");
  await writeFile(file, json);
});

test("without one of its parts a joined checkpoint tells which one belongs where", async () => {
  const encoder = join(folder, "models", "encoder");
  await rename(encoder, `${encoder}-away`);
  await expect(loadDetector({ folder: join(folder, "models", "thorough") })).rejects.toThrow(
    /thorough judges with the checkpoint encoder, but .* cannot be read\. Put it there/,
  );
  await rename(`${encoder}-away`, encoder);
});
