import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLabelledWindows } from "@whowrote/training/neural/data/labelled-windows";
import { framedWindow } from "@whowrote/training/neural/data/token-windows";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadTokenizer } from "whowrote/node/load-tokenizer";
import type { Tokenizer } from "whowrote/tokenizer";
import { writeToyDataset, writeToyFolders } from "./toy.ts";

let folder: string;
let data: string;
let tokenizer: Tokenizer;
const options = { seed: 1, windowTokens: 16, windowsPerFile: 4, files: undefined, validation: 0.25 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-windows-"));
  data = await writeToyDataset(folder, 200);
  tokenizer = await loadTokenizer((await writeToyFolders(folder)).model);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The texts of windows as the groups of the samples that they come from. */
async function groupsOf(windows: Awaited<ReturnType<typeof readLabelledWindows>>["training"]): Promise<Set<string>> {
  const rows = (await readFile(join(data, "toy.jsonl"), "utf8"))
    .split("\n")
    .map((row) => JSON.parse(row) as { code: string; group: string });
  const groupOf = new Map(rows.map(({ code, group }) => [String(tokenizer.encode(code).ids.slice(0, 6)), group]));
  const firsts = [...windows.files.keys()].filter((at) => at === 0 || windows.files[at] !== windows.files[at - 1]);
  return new Set(firsts.map((at) => groupOf.get(String(framedWindow(windows, at, { pad: 0 }).slice(0, 6)))!));
}

test("groups are learned from or validated on, never both, and both sides hold people and AI", async () => {
  const { training, validation } = await readLabelledWindows(data, tokenizer, options);
  const [learned, held] = [await groupsOf(training), await groupsOf(validation)];
  expect(learned.size + held.size).toBe(40);
  expect([...learned].filter((group) => held.has(group))).toEqual([]);
  expect(held.size).toBe(10);
  for (const { labels } of [training, validation]) expect(new Set(labels)).toEqual(new Set([0, 1]));
});

test("windows are at most as long as asked for, framed, and know their file and task", async () => {
  const { training } = await readLabelledWindows(data, tokenizer, options);
  const { start, end, pad } = tokenizer.special;
  const window = framedWindow(training, 0, { start, end, pad });
  expect([window[0], window.at(-1)]).toEqual([2, 3]);
  expect(window.length).toBeLessThanOrEqual(16);
  expect(training.files.at(-1)! + 1).toBeLessThan(training.files.length);
  expect(training.tasks.every((task) => task >= 0)).toBe(true);
});

test("fewer files are the same on every call", async () => {
  const few = { ...options, files: 80 };
  const [first, second] = [
    await readLabelledWindows(data, tokenizer, few),
    await readLabelledWindows(data, tokenizer, few),
  ];
  expect(second).toEqual(first);
  const files = [first.training, first.validation].map(({ files: own }) => new Set(own).size);
  expect(files[0]! + files[1]!).toBe(80);
});
