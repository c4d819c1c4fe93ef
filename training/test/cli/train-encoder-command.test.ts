import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { dualHeadCommand, encoderCommand } from "@whowrote/training/cli/train/encoder";
import { headCommand } from "@whowrote/training/cli/train/head";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeToyDataset, writeToyFolders } from "../neural/toy.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-command-"));
  await writeToyDataset(folder, 120);
  await writeToyFolders(folder, 64);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const commands = { encoder: encoderCommand, "dual-head": dualHeadCommand, head: headCommand };

async function run(command: keyof typeof commands, ...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const environment = { stdout, stderr, cwd: folder, onInterrupt: () => new AbortController().signal };
  const read = Promise.all([text(stdout), text(stderr)]);
  try {
    await commands[command](environment).parseAsync(args, { from: "user" });
  } finally {
    stdout.end();
    stderr.end();
  }
  const [out, said] = await read;
  return { out, said };
}

const small = ["--steps", "2", "--batch", "8", "--buckets", "1", "--threads", "1"];

test("an encoder is trained from scratch on datasets, a head and two heads on it", async () => {
  const learned = await run(
    "encoder",
    "--data",
    "data",
    "--model",
    "model",
    "--size",
    "1x32",
    "--out",
    "encoder",
    ...small,
  );
  expect(learned.said).toMatch(
    /\d+ windows to learn from, \d+ to validate on\nbatches of 8 go through at once\nstep 2, epoch 0/,
  );
  expect(learned.out).toMatch(/^encoder\nstep 2, epoch 0\.\d+: loss 0\.\d+; validation: loss 0\.\d+, auroc 0\.\d+/);
  const named = ["--data", "data", "--model", "encoder"];
  const head = await run("head", ...named, "--kind", "family", "--out", "family", "--epochs", "1", "--threads", "1");
  expect(head.out).toMatch(/^family\nstep 1, epoch 1\.00: .* macro f1 0\.\d+/);
  const dual = await run("dual-head", ...named, "--out", "dual", "--projection", "8", ...small);
  expect(dual.said).toContain("21 weights are taken over");
  expect(dual.said).toContain("head: 2 weights are taken over");
  expect(dual.out).toContain("separation");
});

test("data come from one place, and options are checked by name", async () => {
  const named = ["--model", "model", "--out", "none"];
  await expect(run("encoder", ...named)).rejects.toThrow("Give either --data or --shards");
  await expect(run("encoder", ...named, "--data", "data", "--shards", "shards")).rejects.toThrow("Give either");
  await expect(run("encoder", ...named, "--decay", "steep")).rejects.toThrow(
    "--decay steep: must be one of cosine, linear, constant",
  );
  await expect(run("encoder", "--data", "data", "--out", "none")).rejects.toThrow(
    "--model: must name the folder of an encoder",
  );
});

test("two runs in one folder are one too many", async () => {
  await mkdir(join(folder, "busy.run"));
  const lock = { id: "x", host: hostname(), pid: process.ppid };
  await writeFile(join(folder, "busy.run", ".lock"), JSON.stringify(lock));
  await expect(
    run("encoder", "--data", "data", "--model", "model", "--size", "1x32", "--out", "busy", ...small),
  ).rejects.toThrow("Another process is training busy.");
});

test("a run that could not begin leaves nothing behind", async () => {
  await expect(
    run("encoder", "--data", "absent", "--model", "model", "--size", "1x32", "--out", "failed", ...small),
  ).rejects.toThrow("absent");
  expect((await readdir(folder)).filter((name) => name.startsWith("failed"))).toEqual([]);
});
