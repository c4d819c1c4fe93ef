import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkpointFormat, type Checkpoint } from "../../src/checkpoint.ts";
import { releasedModels } from "../../src/node/checkpoint-folder.ts";
import { viewIds } from "../../src/view.ts";
import { writeTree } from "../node/folder-tree.ts";
import { whowrote } from "./run-in-memory.ts";

const checkpoint: Checkpoint = {
  format: checkpointFormat,
  name: "toy",
  version: "0.1.0",
  languages: ["python", "go"],
  signals: [],
  stylometry: { kind: "forest", scope: "per-language" },
  lexical: {
    views: Object.fromEntries(
      viewIds.map((id) => [id, { bucketBits: 10, bias: 0, scale: 1 }]),
    ) as Checkpoint["lexical"]["views"],
  },
  ensemble: { kind: "forest", features: [] },
  calibration: [],
  training: { command: "whowrote train", seed: 1, options: {}, data: [], rows: { human: 1200, ai: 800 } },
  metrics: { auroc: { value: 0.9, low: 0.88, high: 0.92, humans: 300, ais: 200 } },
};

const writeModels = (): string =>
  writeTree({
    "quick/checkpoint.json": JSON.stringify(checkpoint),
    "quick/weights.safetensors": new Uint8Array(2_400_000),
    "old/checkpoint.json": JSON.stringify({ ...checkpoint, format: 0 }),
    "not-a-model/README.md": "A folder without a checkpoint is no model.",
  });

test("the installed models are listed with languages, size and measured quality", async () => {
  const { stdout, code } = await whowrote(["models"], { cwd: "/", models: writeModels() });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^quick {2}toy 0\.1\.0 {2}2\.4 MB/m);
  expect(stdout).toContain("languages: Python, Go");
  expect(stdout).toContain("trained on 1,200 samples by people and 800 by AI");
  expect(stdout).toContain("auroc: 0.900 (95 % interval 0.880 to 0.920; 300 by people, 200 by AI)");
  expect(stdout).not.toContain("not-a-model");
});

test("a model of another format is listed with the reason why it cannot be used", async () => {
  const { stdout } = await whowrote(["models"], { cwd: "/", models: writeModels() });
  expect(stdout).toMatch(/^old .*unusable\n.*checkpoint format 0/m);
});

test("a link that leads nowhere, in a model's folder, hides no model", async () => {
  const models = writeModels();
  symlinkSync("nowhere", join(models, "quick/dangling"));
  const { stdout, code } = await whowrote(["models"], { cwd: "/", models });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^quick /m)]);
});

test("json lists the same", async () => {
  const { stdout } = await whowrote(["models", "--format", "json"], { cwd: "/", models: writeModels() });
  expect(JSON.parse(stdout)).toMatchObject([
    { name: "old", title: null, problem: expect.stringContaining("format 0") as string },
    { name: "quick", title: "toy 0.1.0", languages: ["python", "go"], metrics: { auroc: { value: 0.9 } } },
  ]);
});

test("the subcommand list takes the same options and gives the same", async () => {
  const setting = { cwd: "/", models: writeModels() };
  for (const options of [[], ["--format", "json"]])
    expect(await whowrote(["models", "list", ...options], setting)).toEqual(
      await whowrote(["models", ...options], setting),
    );
});

test("without models the text says where they would be and how to get them", async () => {
  const models = writeTree({});
  const { stdout, code } = await whowrote(["models"], { cwd: "/", models });
  expect([code, stdout]).toEqual([0, expect.stringContaining(`No model is installed in ${models}`)]);
});

test("the released language identifier is listed with its accuracy", async () => {
  const { stdout } = await whowrote(["models"], { cwd: "/", models: releasedModels });
  expect(stdout).toMatch(/^language-identifier {2}language-identifier {2}0\.\d MB/m);
  expect(stdout).toMatch(/python: 0\.\d+ \(95 % interval .* texts\)/);
});

test("encoders that were pulled from the hub are listed with their folder", async () => {
  const sha = "0123456789abcdef0123456789abcdef01234567";
  const repo = "models--microsoft--codebert-base";
  const cache = writeTree({
    [`${repo}/refs/main`]: sha,
    [`${repo}/snapshots/${sha}/config.json`]: "{}",
    [`${repo}/snapshots/${sha}/model.safetensors`]: new Uint8Array(1_499_998),
    "models--nobody--begun/blobs/x": "not whole yet",
  });
  const setting = { cwd: "/", models: writeModels(), variables: { WHOWROTE_CACHE: cache } };
  const { stdout } = await whowrote(["models"], setting);
  expect(stdout).toMatch(/^microsoft\/codebert-base {2}1\.5 MB {2}.*snapshots/m);
  expect(stdout).not.toContain("begun");
  const listed = JSON.parse((await whowrote(["models", "--format", "json"], setting)).stdout) as unknown[];
  expect(listed.at(-1)).toMatchObject({ name: "microsoft/codebert-base", bytes: 1_500_000, pulled: true });
});
