import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openGrownFile } from "../../src/dataset/grown-file.ts";

const format = { schema: z.object({ id: z.int(), text: z.string() }), maker: "a test" } as const;
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-grown-"));
  path = join(folder, "rows.jsonl");
});
afterEach(async () => rm(folder, { recursive: true }));

async function readIds(): Promise<number[]> {
  const ids: number[] = [];
  const file = await openGrownFile(path, format, ({ id }) => void ids.push(id));
  await file.close();
  return ids;
}

test("lines that are larger than one write do not mix, and are read again", async () => {
  const file = await openGrownFile(path, format, () => {});
  const large = "é".repeat(700_000);
  await Promise.all([1, 2, 3, 4].map(async (id) => file.append({ id, text: large })));
  await file.close();
  expect(await readIds()).toEqual([1, 2, 3, 4]);
});

test("what a kill tore off is cut, in the middle of a character too", async () => {
  const line = '{"id":1,"text":"é"}\n';
  await writeFile(path, line);
  await appendFile(path, Buffer.from('{"id":2,"text":"é').subarray(0, -1));
  expect(await readIds()).toEqual([1]);
  expect(await readFile(path, "utf8")).toBe(line);
});

test("while one process writes, another is refused; a lock that a killed one left is taken away", async () => {
  const file = await openGrownFile(path, format, () => {});
  await expect(readIds()).rejects.toThrow("rows.jsonl is written to by another process. Wait until that has ended");
  await file.append({ id: 1, text: "" });
  await file.close();
  expect(await readIds()).toEqual([1]);
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  await writeFile(`${path}.lock`, JSON.stringify({ id: "x", host: hostname(), pid: dead }));
  expect(await readIds()).toEqual([1]);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test("a whole line of something else is named by its number, and the file stays", async () => {
  await writeFile(path, '{"id":1,"text":""}\nnotes\n{"to');
  await expect(readIds()).rejects.toThrow("rows.jsonl, line 2 was not written by a test. Name another file.");
  expect(await readFile(path, "utf8")).toContain('{"to');
});
