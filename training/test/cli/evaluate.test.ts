import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { evaluateCommand } from "../../src/cli/evaluate.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-evaluate-"));
  await mkdir(join(folder, "models/toy"), { recursive: true });
  await writeFile(join(folder, "models/toy/checkpoint.json"), "{}");
  const row = (label: string, probability: number, rate: number, language = "python", stratum?: string): string =>
    JSON.stringify({ code: `probability=${probability} rate=${rate}`, label, language, stratum });
  const people = Array.from({ length: 30 }, (_, i) =>
    row("human", i / 100, 0.5, "python", i < 15 ? "novice" : "linted"),
  );
  const accused = row("human", 0.99, 0.002, "python", "novice");
  const ais = Array.from({ length: 10 }, (_, i) => row("ai", 0.85 + i / 100, i < 6 ? 0.001 : 0.03));
  await writeFile(
    join(folder, "rows.jsonl"),
    [...people, accused, ...ais, row("hybrid", 0.5, 0.5), row("human", 0.1, 0.5, "cobol")].join("\n"),
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function evaluate(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const detectorModule = import.meta.resolve("../evaluate/toy-detector.ts");
  const command = evaluateCommand({ stdout, stderr, cwd: folder, models: join(folder, "models"), detectorModule });
  await command.exitOverride().parseAsync(["rows.jsonl", "--model", "toy", "--jobs", "1", ...args], { from: "user" });
  stdout.end();
  stderr.end();
  return { stdout: await text(stdout), stderr: await text(stderr) };
}

test("evaluate prints the metrics of all rows and of each cell, and counts what it leaves out", async () => {
  const { stdout, stderr } = await evaluate();
  expect(stdout).toContain("## Evaluation of toy on");
  expect(stdout).toContain("1 rows labelled hybrid are left out.");
  expect(stderr).toMatch(/1 rows are left out, the first: .*row 43.*cobol/);
  // 1 of 31 people accused, 6 of 10 AI rows found; the accused ranks above every AI row: 300 of 310 pairs.
  expect(stdout).toMatch(/\| 31 \| 10 \| \.968 .* \| 3\.2 % .* \| 60\.0 %/);
  expect(stdout).toMatch(/\| python \| 1-9 \| linted \| 15 \| 10 \| 1\.000 .* \| 0\.0 % /);
  expect(stdout).toMatch(/\| python \| 1-9 \| novice \| 16 \| 10 \| \.938 .* \| 6\.3 % /);
});

test("evaluate --fpr asks for verdicts at another rate", async () => {
  const { stdout } = await evaluate("--fpr", "0.05", "--format", "json", "--by", "language");
  const { tables } = JSON.parse(stdout) as { tables: { rows: Record<string, { value: number }>[] }[] };
  expect(tables[0]!.rows[0]!["recall"]!.value).toBe(1);
  expect(Object.keys(tables[1]!.rows[0]!)[0]).toBe("language");
});

test("evaluate --limit reads only the first rows", async () => {
  expect((await evaluate("--limit", "12")).stdout).toMatch(/\| 12 \| 0 \| – /);
});

test("evaluate refuses a column that it cannot split by, and a model that is not there", async () => {
  await expect(evaluate("--by", "colour")).rejects.toThrow(/--by colour: must be one of language/);
  await expect(evaluate("--model", "none")).rejects.toThrow(/--model none: there is no checkpoint/);
});
