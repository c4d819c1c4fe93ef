import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { code, writeTree } from "../node/folder-tree.ts";
import { whowrote } from "./run-in-memory.ts";

const root = () =>
  writeTree({ "a.py": `${code(3)}\n`, "b.py": "a = '<b>\u001b[31m'  # <script>\nb = 2\nc = 3\n", "sub/c.py": code(0) });

test("the text names verdict, probability, methods, signals and every line with its sign", async () => {
  const { stdout, code: exit } = await whowrote(["explain", "a.py"], { cwd: root() });
  expect(exit).toBe(0);
  expect(stdout).toContain("Verdict: ai. Probability that an AI wrote it: 60 %");
  expect(stdout).toContain("False alarms: 40 % of people's files");
  expect(stdout).toContain("stylometry +0.60, lexical abstains: it is a toy");
  expect(stdout).toContain("+0.25  AI      share of lines that are comments: 60 % (people 2 to 10 %, AI 30 to 60 %)");
  expect(stdout).toContain("\n+++ 1 # step 0\n+++ 2 # step 1\n+++ 3 # step 2\n −− 4 value_3 = 3\n −− 5 value_4 = 4\n");
  expect(stdout).toContain("evidence, not proof");
});

test("colours mark the lines when they are asked for", async () => {
  const { stdout } = await whowrote(["explain", "a.py"], { cwd: root(), variables: { FORCE_COLOR: "1" } });
  expect(stdout).toContain("\u001b[1;38;5;196m# step 0\u001b[0m");
  expect(stdout).toContain("\u001b[38;5;35mvalue_3 = 3\u001b[0m");
});

test("escape codes in the source do not reach the terminal", async () => {
  const { stdout } = await whowrote(["explain", "b.py"], { cwd: root() });
  expect(stdout).not.toContain("\u001b");
  expect(stdout).toContain("'<b>␛[31m'");
});

test("html escapes the source and colours its words", async () => {
  const { stdout } = await whowrote(["explain", "b.py", "--format", "html"], { cwd: root() });
  expect(stdout).toContain("&lt;script&gt;");
  expect(stdout).not.toMatch(/<script|<b>/);
  const page = await whowrote(["explain", "a.py", "--format", "html"], { cwd: root() });
  expect(page.stdout).toContain('<div class="line mup3"><code><span class="up3"># step 0</span></code></div>');
  expect(page.stdout).toContain('<div class="line mdown2"><code><span class="down2">value_4 = 4</span></code></div>');
});

test("json holds the whole explanation, and --output writes it to a file", async () => {
  const cwd = root();
  const { stdout } = await whowrote(["explain", "a.py", "--format", "json", "--output", "why.json"], { cwd });
  expect(stdout).toBe("");
  expect(JSON.parse(readFileSync(join(cwd, "why.json"), "utf8"))).toMatchObject({
    path: "a.py",
    verdict: "ai",
    probability: 0.6,
    lineContributions: [1, 1, 1, -0.5, -0.5],
    signals: [{ id: "comment.line-share" }],
  });
});

test("a false-alarm rate that is only known by its bound is told by it", async () => {
  const cwd = writeTree({ "human.py": code(0), "ai.py": code(5) });
  // The toy gives 1 - share of comments: 1 stands for all above 50 %, 0 for all up to 0.1 %.
  expect((await whowrote(["explain", "human.py"], { cwd })).stdout).toContain(
    "False alarms: more than 50 % of people's",
  );
  expect((await whowrote(["explain", "ai.py"], { cwd })).stdout).toContain("False alarms: at most 0 % of people's");
});

test("standard input is explained too", async () => {
  const { stdout } = await whowrote(["explain", "-", "--lang", "go"], { cwd: root(), stdin: code(5) });
  expect(stdout).toContain("Verdict: ai");
});

test("a file of a language that was not asked for is refused with the remedy", async () => {
  const { code: exit, stderr } = await whowrote(["explain", "a.py", "--lang", "go"], { cwd: root() });
  expect([exit, stderr]).toEqual([2, expect.stringContaining("language not asked for. Leave --lang out")]);
});

test("escape codes in a file's name do not reach the terminal through an error", async () => {
  const { stderr } = await whowrote(["explain", "red\u001b(B.py"], { cwd: root() });
  expect(stderr).toBe("whowrote: red␛(B.py: no such file.\n");
});

test.each([
  ["gone.py", "gone.py: no such file."],
  ["sub", "sub is not a file. explain takes one file"],
  ["empty.py", "empty.py cannot be explained: empty."],
  ["notes", "notes cannot be explained: unknown language. Name its language with --lang."],
])("%s is refused with 2: %s", async (path, message) => {
  const { code: exit, stderr } = await whowrote(["explain", path], {
    cwd: writeTree({ "sub/a.py": "x", "empty.py": "", notes: "Some words.\n" }),
  });
  expect([exit, stderr]).toEqual([2, expect.stringContaining(message)]);
});
