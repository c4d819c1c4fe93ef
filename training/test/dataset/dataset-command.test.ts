import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { datasetCommand } from "../../src/cli/dataset.ts";
import { openCliEnvironment } from "../cli-environment.ts";

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "whowrote-dataset-command-"));
  const rows = Array.from({ length: 50 }, (_, at) => `"x${at} = ${at}",${at % 2},${at % 10}`);
  await writeFile(join(cwd, "data.csv"), `content,target,problem\n${rows.join("\n")}\n"",1,3\n`);
});

afterAll(async () => rm(cwd, { recursive: true }));

const foreign = [
  "--map",
  "code=content,label=target,group=problem",
  "--labels",
  "1=ai,0=human",
  "--language",
  "python",
];

async function run(...args: string[]) {
  const { environment, written } = openCliEnvironment(cwd, {});
  await datasetCommand(environment).parseAsync(args, { from: "user" });
  return written;
}

test("check reports a foreign dataset as Markdown", async () => {
  const { stdout } = await run("check", "data.csv", ...foreign);
  expect(stdout).toContain("## 50 samples");
  expect(stdout).toContain("| empty | 1 |");
  expect(stdout).toContain("| data | 25 | 25 | 0 | 10 |");
});

test("check writes JSON to a file", async () => {
  await run("check", "data.csv", ...foreign, "--format", "json", "--output", "report.json", "--fast");
  expect(JSON.parse(await readFile(join(cwd, "report.json"), "utf8"))).toMatchObject({
    samples: 50,
    problems: { counts: { empty: 1 } },
  });
});

test("split writes parts that share no group and can be read without a map", async () => {
  const { stdout, stderr } = await run(
    "split",
    "data.csv",
    "parts",
    ...foreign,
    "--parts",
    "train=0.6,test=0.4",
    "--near-duplicates",
    "ignore",
  );
  expect(stdout).toMatch(/parts.train\.jsonl: 30 samples\n.*test\.jsonl: 20 samples\n/);
  expect(stderr).toContain("1 rows are not samples");
  const read = async (name: string) =>
    (await readFile(join(cwd, "parts", `${name}.jsonl`), "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { group: string; label: string });
  const [train, tested] = [await read("train"), await read("test")];
  const groups = new Set(train.map(({ group }) => group));
  expect(tested.some(({ group }) => groups.has(group))).toBe(false);
  expect(tested.filter(({ label }) => label === "ai").length).toBe(10);
});

test("a wrong option is refused by name", async () => {
  await expect(run("split", "data.csv", "parts", "--parts", "train")).rejects.toThrow(
    /--parts train: must be of the form/,
  );
  await expect(run("check", "nowhere.csv")).rejects.toThrow(/There is no dataset at/);
});
