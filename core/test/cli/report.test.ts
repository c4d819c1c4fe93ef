import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { releasedModels } from "../../src/node/checkpoint-folder.ts";
import { code, writeTree } from "../node/folder-tree.ts";
import { openChatServer } from "./chat-server.ts";
import { whowrote } from "./run-in-memory.ts";

const date = ["--date", "2026-11-21"] as const;
const files = {
  "src/a.py": `${code(3)}\n`,
  "src/b.py": `${code(4)}\n`,
  "src/c.go": code(0),
  "src/notes.txt": "words\n",
  "src/bad.py": "ORDER: throw\n#\n#\n",
};
const root = () => writeTree(files);

test("a report on a file holds verdict, explanation, signals, code, model and settings", async () => {
  const { stdout, stderr, code: exit } = await whowrote(["report", "src/a.py", ...date], { cwd: root() });
  expect([exit, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("report of 2026-11-21 by whowrote");
  expect(stdout).toContain("AI\nprobability of AI 60 %; comments at a rate of 0.01");
  expect(stdout).toContain("Stylometry: habits that can be counted");
  expect(stdout).toContain("What this cannot know");
  expect(stdout).toContain("+++ 1 # step 0");
  expect(stdout).toMatch(/SHA-256 of checkpoint\.json +[0-9a-f]{64}/);
  expect(stdout).toMatch(/Accepted false alarms +1 % of people's code/);
  expect(stdout).toContain("A verdict is evidence, not proof");
});

test("the same code, settings and date give the same report", async () => {
  const cwd = root();
  for (const format of ["text", "markdown", "html", "json"]) {
    const write = () => whowrote(["report", "src", "--format", format, ...date], { cwd });
    expect((await write()).stdout).toBe((await write()).stdout);
  }
});

test("a report on a folder counts, lists, explains what is judged ai, and says what was left out", async () => {
  const { stdout, code: exit } = await whowrote(["report", "src", ...date], { cwd: root() });
  expect(exit).toBe(0);
  expect(stdout).toContain("human 1   ai 2   uncertain 0");
  expect(stdout).toContain("No estimate of the true share of AI files: it takes at least 20 judged files.");
  expect(stdout).toMatch(/^ai +80 % +20 % +5 {2}src\/b\.py/m);
  // The one that fewer people's files look like comes first.
  expect(stdout).toMatch(/Files judged ai[\s\S]*\nsrc\/b\.py\n[\s\S]*\nsrc\/a\.py\n/);
  expect(stdout).toMatch(/^src\/bad\.py +thrown by order$/m);
  expect(stdout).toMatch(/^unknown language +1 +0 {2}src\/notes\.txt$/m);
});

test("--details bounds the sections, and the others are counted", async () => {
  const { stdout } = await whowrote(["report", "src", "--details", "1", ...date], { cwd: root() });
  expect(stdout).toContain("\nsrc/b.py\n");
  expect(stdout).not.toContain("\nsrc/a.py\n");
  expect(stdout).toContain("1 more file judged ai has no section here");
});

test("enough files give an estimate of the true share", async () => {
  const many = Object.fromEntries(Array.from({ length: 24 }, (_, at) => [`src/${at}.py`, code(at % 2 === 0 ? 5 : 0)]));
  const { stdout } = await whowrote(["report", "src", "--details", "0", ...date], { cwd: writeTree(many) });
  // (.5 - .1) / (.8 - .1), from the toy's error rates.
  expect(stdout).toContain("Estimated true share of AI files: 57 %");
});

test("names and code become no markup", async () => {
  const cwd = writeTree({ "<b>|*x*.py": `${code(5)}\n'<script>alert(1)</script>'\n` });
  const html = (await whowrote(["report", ".", "--format", "html", ...date], { cwd })).stdout;
  expect(html).toContain("&lt;b&gt;|*x*.py");
  expect(html).not.toMatch(/<script|<b>\|/);
  const markdown = (await whowrote(["report", ".", "--format", "markdown", ...date], { cwd })).stdout;
  expect(markdown).toContain("&lt;b&gt;\\|\\*x\\*.py");
});

test("control characters of names and code reach neither a page nor a terminal", async () => {
  const cwd = writeTree({ "a\x1b[31m\x9b.py": `${code(5)}\n'\x1b]0;owned\x07\x9b31m'\n` });
  for (const format of ["text", "markdown", "html", "json"]) {
    const { stdout } = await whowrote(["report", "a\x1b[31m\x9b.py", "--format", format, ...date], { cwd });
    if (format === "text" || format === "html") expect(stdout).toContain("owned");
    expect(stdout).not.toMatch(/[^\P{Cc}\n\t]/u);
  }
});

test("the page loads nothing and allows no script", async () => {
  const { stdout } = await whowrote(["report", "src/a.py", "--format", "html", ...date], { cwd: root() });
  expect(stdout).toContain("default-src 'none'; style-src 'unsafe-inline'");
  expect(stdout).not.toMatch(/\b(?:src|href)=|@import|url\(/);
});

test("json holds the words and not the code", async () => {
  const { stdout } = await whowrote(["report", "src/a.py", "--format", "json", ...date], { cwd: root() });
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(report).toMatchObject({
    path: "src/a.py",
    date: "2026-11-21",
    settings: { falsePositiveRate: 0.01, all: false },
    file: {
      verdict: "ai",
      probability: 0.6,
      narrative: expect.arrayContaining([expect.objectContaining({ topic: "limits" })]) as unknown,
    },
  });
  expect(stdout).not.toContain("value_4");
});

test("--output writes the file and leaves standard output alone", async () => {
  const cwd = root();
  const { stdout } = await whowrote(["report", "src", "-f", "html", "-o", "report.html"], { cwd });
  expect(stdout).toBe("");
  expect(readFileSync(join(cwd, "report.html"), "utf8")).toContain("<h1");
});

test("who stops a report gets none, and 130", async () => {
  const cwd = root();
  const stopped = { cwd, signal: AbortSignal.abort() };
  const { code: exit, stderr } = await whowrote(["report", "src", "-o", "report.txt"], stopped);
  expect([exit, stderr]).toEqual([130, expect.stringContaining("no report was written")]);
  expect(existsSync(join(cwd, "report.txt"))).toBe(false);
});

test.each([
  [["report", "gone"], "gone: no such file."],
  [["report", "src", "--details", "many"], "--details many: must be a whole number from 0 to 1000"],
  [["report", "src", "--date", "today"], "--date today: must be a date such as 2026-11-21"],
  [["report", "src/notes.txt"], "src/notes.txt cannot be explained: unknown language."],
])("%j is refused with 2", async (args, message) => {
  const { code: exit, stderr } = await whowrote(args, { cwd: root() });
  expect([exit, stderr]).toEqual([2, expect.stringContaining(message)]);
});

const prose = `## Understanding
It is a Python file that sets a few values, one below the other, with remarks between them.

## Analysis
Lines 1 to 3 are remarks; a share of lines that are comments of 60 % is more typical of AI than of people.

## Justification
The score of +0.60 leans to AI, and the comments in line 2 and line 3 point the same way. It is evidence only.

Verdict: ai`;

const variables = (url: string) => ({
  WHOWROTE_LLM_PROVIDER: "openai",
  WHOWROTE_LLM_BASE_URL: url,
  WHOWROTE_LLM_MODEL: "small-1",
  OPENAI_API_KEY: "sk-0123456789abcdef0123456789",
  XDG_STATE_HOME: writeTree({}),
});

test.each(["report", "explain"])(
  "%s --narrate says where the code goes, sends it, and shows what passed",
  async (command) => {
    const server = await openChatServer(() => prose);
    const run = await whowrote([command, "src/a.py", "--narrate"], { cwd: root(), variables: variables(server.url) });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain(`--narrate sends the code and its evidence to ${server.url} (model small-1)`);
    expect(run.stdout).toContain("In the words of a language model");
    expect(run.stdout).toContain("Stylometry: analysis");
    expect(run.stdout).toContain("sets a few values");
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify(server.requests)).toContain("value_3 = 3");
  },
);

test.each(["report", "explain"])("who stops %s while a model writes gets nothing, and 130", async (command) => {
  const stop = new AbortController();
  const server = await openChatServer(() => {
    stop.abort();
    return prose;
  });
  const setting = { cwd: root(), variables: variables(server.url), signal: stop.signal };
  const { code: exit, stdout, stderr } = await whowrote([command, "src/a.py", "--narrate"], setting);
  expect([exit, stdout]).toEqual([130, ""]);
  expect(stderr).toMatch(/whowrote: Stopped; no(?:thing| report) was written\.\n$/);
});

test.each(["report", "explain"])(
  "%s --rewrite sends the code without comments and tells what it is worth",
  async (command) => {
    const server = await openChatServer(
      () => "```python\nfirst = 1\nsecond = 2\nthird = first + second\nprint(third, first, second)\n```",
    );
    const cwd = writeTree({ "a.py": `# a remark\n${code(2)}\n${"total = sum([1, 2, 3])\n".repeat(5)}` });
    const set = { ...variables(server.url), XDG_CACHE_HOME: writeTree({}) };
    const run = await whowrote([command, "a.py", "--rewrite", "--rewrites", "2"], {
      cwd,
      variables: set,
      models: releasedModels,
    });
    expect(run.stderr).toContain(`--rewrite sends the code without its comments to ${server.url} (model small-1)`);
    expect(run.code).toBe(0);
    expect(server.requests).toHaveLength(2);
    expect(JSON.stringify(server.requests)).not.toContain("a remark");
    expect(run.stdout).toContain("Rewriting: what a language model changes");
    expect(run.stdout).toMatch(/no calibration/);
    expect(run.stdout).not.toContain("..");
  },
);

test("where a model gives no text that can be shown, nothing is told to be written by it", async () => {
  const server = await openChatServer(() => "I'm sorry, I can't.");
  const { stdout } = await whowrote(["report", "src/a.py", "--narrate", ...date], {
    cwd: root(),
    variables: variables(server.url),
  });
  expect(stdout).toContain("was asked, and there is no text of it that can be shown");
  expect(stdout).not.toContain("Written by small-1");
});

test("a folder is not rewritten", async () => {
  const { code: exit, stderr } = await whowrote(["report", "src", "--rewrite"], { cwd: root() });
  expect([exit, stderr]).toEqual([2, expect.stringContaining("Rewriting takes one file")]);
});

test("without --narrate nothing is sent, whatever is set", async () => {
  const server = await openChatServer(() => prose);
  await whowrote(["report", "src"], { cwd: root(), variables: variables(server.url) });
  expect(server.requests).toEqual([]);
});

test("an answer that breaks the rules, and one that fails, leave the report as it was and a reason in it", async () => {
  const cwd = root();
  const plain = JSON.parse((await whowrote(["report", "src/a.py", "-f", "json", ...date], { cwd })).stdout) as {
    file: object;
  };
  for (const [said, reason] of [
    [prose.replace("60 %", "97 %"), "the number 97 % is not in the evidence"],
    [prose.replace("Verdict: ai", "Verdict: human"), "another verdict than ai"],
    [400, "no answer: "],
  ] as const) {
    const server = await openChatServer(() => said);
    const args = ["report", "src/a.py", "-f", "json", "--narrate", ...date];
    const { stdout, code: exit } = await whowrote(args, { cwd, variables: variables(server.url) });
    expect(exit).toBe(0);
    const { file } = JSON.parse(stdout) as { file: { prose: { answers: { dropped: string }[] } } };
    const { prose: told, ...rest } = file;
    expect(rest).toEqual(plain.file);
    expect(told.answers).toEqual([{ detector: "stylometry", dropped: expect.stringContaining(reason) as unknown }]);
  }
});

test("--narrate without a key is refused before anything is read, with the remedy", async () => {
  const { code: exit, stderr } = await whowrote(["report", "src/a.py", "--narrate"], {
    cwd: root(),
    variables: { XDG_STATE_HOME: writeTree({}) },
  });
  expect([exit, stderr]).toEqual([2, expect.stringContaining("Set GROQ_API_KEY")]);
});
