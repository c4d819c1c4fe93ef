import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { code, writeTree } from "../node/folder-tree.ts";
import { whowrote } from "./run-in-memory.ts";

interface Line {
  readonly path: string;
  readonly verdict: string | null;
  readonly probability: number | null;
  readonly language: string | null;
  readonly reason: string;
  readonly truncated?: boolean;
  readonly lines?: number;
  readonly replacedBytes?: number;
}

/** Scans as jsonl and gives the objects by path. */
async function scan(cwd: string, args: readonly string[], stdin?: string | Uint8Array) {
  const run = await whowrote(["scan", ...args, "--format", "jsonl"], { cwd, ...(stdin !== undefined && { stdin }) });
  const lines = run.stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return { ...run, lines, of: (path: string) => lines.find((line) => line.path === path) };
}

const four = { "a.py": code(0), "b.py": code(5), "in/c.py": code(4), "in/d.py": code(2) };

test("jsonl holds one object a file with path, language, verdict, probability and reason", async () => {
  const { lines, code: exit } = await scan(writeTree(four), ["."]);
  expect(
    lines.map(({ path, language, verdict, probability, reason }) => [path, language, verdict, probability, reason]),
  ).toEqual([
    ["a.py", "python", "human", 0, "comments at a rate of 0.01"],
    ["b.py", "python", "ai", 1, "comments at a rate of 0.01"],
    ["in/c.py", "python", "ai", 0.8, "comments at a rate of 0.01"],
    ["in/d.py", "python", "uncertain", 0.4, "comments at a rate of 0.01"],
  ]);
  expect(exit).toBe(0);
});

test("the table shows verdict, probability, lines, path and reasons, then the summary and the advice", async () => {
  const { stdout, stderr } = await whowrote(["scan", "."], { cwd: writeTree(four) });
  expect(stdout).toMatch(
    /^human +0 % +5 {2}a\.py +share of lines that are comments 0 % \(people 2 to 10 %, AI 30 to 60 %\)$/m,
  );
  expect(stdout).toMatch(/^ai +100 % +5 {2}b\.py +share of lines/m);
  expect(stdout).toMatch(/^uncertain +40 % +5 {2}in\/d\.py +comments at a rate/m);
  expect(stdout).toMatch(/^\. +2 +10 +1 +1 +0 +50 % +50 % +100 %$/m);
  expect(stdout).toMatch(/^in +2 +10 +1 +0 +1 +50 % +50 % +50 %$/m);
  expect(stdout).toContain("4 files judged (20 lines): 2 ai, 1 human, 1 uncertain");
  expect(stdout).toContain("Model toy, set for 1 % false alarms.");
  expect(stdout).toMatch(/evidence, not proof.*\n$/);
  expect(stderr).toBe("");
});

test("on a terminal no line is wider than it, and colours are used", async () => {
  const { stdout } = await whowrote(["scan", "."], {
    cwd: writeTree({ ...four, "a/very/deep/folder/with/a/long/name/that/does/not/fit/in/the/column/file.py": code(3) }),
    columns: 72,
    variables: { FORCE_COLOR: "1" },
  });
  expect(stdout).toContain("\u001b[31mai");
  for (const line of stdout.replaceAll(/\u001b\[\d+m/g, "").split("\n")) expect(line.length).toBeLessThanOrEqual(72);
});

test("NO_COLOR is obeyed on a terminal", async () => {
  const { stdout } = await whowrote(["scan", "."], {
    cwd: writeTree(four),
    columns: 100,
    variables: { NO_COLOR: "1" },
  });
  expect(stdout).not.toContain("\u001b");
});

test("--fail-on ai ends with 1 when a file is judged ai, and with 0 when none is", async () => {
  const root = writeTree(four);
  expect((await scan(root, [".", "--fail-on", "ai"])).code).toBe(1);
  expect((await scan(root, ["a.py", "--fail-on", "ai"])).code).toBe(0);
  expect((await scan(root, ["in", "--fail-on", "ai:0.8"])).code).toBe(1);
  expect((await scan(root, ["in", "--fail-on", "ai:0.81"])).code).toBe(0);
  expect((await scan(root, ["in/d.py", "--fail-on", "ai:0.4"])).code).toBe(1);
});

test.each([
  [["--fpr", "0.5"], "--fpr 0.5: must be a number from 0.001 to 0.2"],
  [["--fpr", "x"], "--fpr x: must be"],
  [["--jobs", "0"], "--jobs 0: must be a whole number from 1 to 256"],
  [["--fail-on", "human"], "--fail-on human: must be ai"],
  [["--fail-on", "ai:2"], "--fail-on ai:2: must be ai"],
  [["--lang", "cobol"], "--lang cobol: must be one of python"],
  [["--format", "xml"], "--format xml: must be one of table"],
  [["--model", "gone"], "--model gone: there is no checkpoint in"],
  [["--output", "gone/report.txt"], "--output gone/report.txt: Cannot write to"],
  [["--nonsense"], "unknown option '--nonsense'"],
])("%j is refused with 2 and a message that says what is right", async (args, message) => {
  const { code: exit, stderr, stdout } = await whowrote(["scan", ".", ...args], { cwd: writeTree(four) });
  expect(exit).toBe(2);
  expect(stderr).toContain(message);
  expect(stdout).toBe("");
});

test("a path that is not there is told with 2, and the others are judged", async () => {
  const root = writeTree(four);
  const alone = await scan(root, ["gone.py"]);
  expect([alone.code, alone.lines.length]).toEqual([2, 0]);
  expect(alone.stderr).toContain("gone.py: no such file");
  const beside = await scan(root, ["gone.py", "a.py"]);
  expect([beside.code, beside.lines.length]).toEqual([2, 1]);
});

test("a folder without source files ends with 0 and says so", async () => {
  const { code: exit, stdout } = await whowrote(["scan", "."], { cwd: writeTree({ "README.md": "text" }) });
  expect(exit).toBe(0);
  expect(stdout).toContain("No source files were judged.\nSkipped: unknown language (1 file).");
});

test("standard input is judged by --lang, or by what its text tells", async () => {
  const root = writeTree({});
  expect((await scan(root, ["-", "--lang", "go"], code(5))).of("-")).toMatchObject({ language: "go", verdict: "ai" });
  expect((await scan(root, ["-"], `#!/usr/bin/env python3\ndef f():\n    return 1\n${code(0)}`)).of("-")).toMatchObject(
    { language: "python" },
  );
});

test("--lang leaves other languages out", async () => {
  const root = writeTree({ "a.py": code(1), "b.go": code(1), "c.js": code(1) });
  expect((await scan(root, [".", "--lang", "go,javascript"])).lines.map(({ path }) => path)).toEqual(["b.go", "c.js"]);
});

test("--fpr reaches the detector", async () => {
  expect((await scan(writeTree(four), ["a.py", "--fpr", "0.05"])).of("a.py")?.reason).toBe(
    "comments at a rate of 0.05",
  );
});

test("--show-skipped lists what was skipped, with the reason", async () => {
  const { lines } = await scan(writeTree({ "a.py": code(0), "node_modules/b.js": "x", "c.md": "x" }), [
    ".",
    "--show-skipped",
  ]);
  expect(lines.map(({ path, verdict, reason }) => [path, verdict, reason])).toEqual([
    ["a.py", "human", "comments at a rate of 0.01"],
    ["c.md", null, "skipped: unknown language"],
    ["node_modules", null, "skipped: vendored or build output"],
  ]);
});

test("--output writes the report to a file and the summary to standard error", async () => {
  const root = writeTree(four);
  const { stdout, stderr } = await whowrote(["scan", ".", "--output", "report.json", "--format", "json"], {
    cwd: root,
  });
  expect(stdout).toBe("");
  expect(stderr).toContain("4 files judged");
  const report = JSON.parse(readFileSync(join(root, "report.json"), "utf8")) as {
    files: Line[];
    summary: { total: { ai: { files: number } } };
  };
  expect([report.files.length, report.summary.total.ai.files]).toEqual([4, 2]);
});

test("an output file that cannot be judged for leaves no half report", async () => {
  const root = writeTree({ ...four, "broken/checkpoint.json": "{}" });
  const { code: exit, stderr } = await whowrote(["scan", "a.py", "--model", "broken", "--output", "report.txt"], {
    cwd: root,
  });
  expect(exit).toBe(2);
  expect(stderr).toContain("the toy checkpoint is broken: by order");
  expect(existsSync(join(root, "report.txt"))).toBe(false);
});

test("the estimated true share is corrected for the measured error rates", async () => {
  // 12 of 40 files are ai: (0.3 - 0.1) / (0.8 - 0.1) = 28.6 %.
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`f${at}.py`, code(at < 12 ? 5 : 0)]));
  const { stdout } = await whowrote(["scan", "."], { cwd: writeTree(files) });
  expect(stdout).toMatch(/Estimated true share of AI files: 29 %, with 95 % confidence between \d+(\.\d)? % and \d+ %/);
});

test("a stop writes what is done and ends with 130", async () => {
  const controller = new AbortController();
  const { code: exit, stdout } = await whowrote(["scan", "."], {
    cwd: writeTree({ ...four, "z.py": "# ORDER: hang" }),
    signal: controller.signal,
    onOutput: (text) => {
      if (text.includes("in/d.py")) controller.abort();
    },
  });
  expect(exit).toBe(130);
  expect(stdout).toContain("Stopped before the end");
  expect(stdout).toContain("4 files judged");
});

test("two runs with different numbers of workers write the same bytes", async () => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`d${at % 7}/f${at}.py`, code(at % 6)]));
  const root = writeTree(files);
  const [one, two] = await Promise.all(
    ["1", "2"].map((jobs) => whowrote(["scan", ".", "--format", "json", "--jobs", jobs], { cwd: root })),
  );
  expect(one!.stdout).toBe(two!.stdout);
});

test("an empty file, and one of white space, are skipped as empty", async () => {
  const { lines, stderr } = await scan(writeTree({ "a.py": "", "b.py": " \n\n", "c.py": code(0) }), ["."]);
  expect(lines.map(({ path }) => path)).toEqual(["c.py"]);
  expect(stderr).toContain("empty (2 files)");
});

test("binary files and NUL bytes are skipped as binary", async () => {
  const { lines, stderr } = await scan(
    writeTree({ "a.py": Uint8Array.from([1, 2, 0, 3]), "b.py": "x = 1\0\n", "c.py": code(0) }),
    ["."],
  );
  expect(lines.map(({ path }) => path)).toEqual(["c.py"]);
  expect(stderr).toContain("binary (2 files)");
});

test("a file of 10 MB is skipped; --all reads its first 1 MB", async () => {
  const root = writeTree({ "a.py": "value = 1  # a line\n".repeat(500_000) });
  expect((await scan(root, ["."])).stderr).toContain("larger than 1 MB (1 file)");
  expect((await scan(root, [".", "--all"])).of("a.py")).toMatchObject({ truncated: true, lines: 50_000 });
});

test("a minified line is skipped; --all judges it", async () => {
  const root = writeTree({ "a.js": `var a=1;${"f(a);".repeat(20_000)}` });
  expect((await scan(root, ["."])).stderr).toContain("minified (1 file)");
  expect((await scan(root, [".", "--all"])).lines).toHaveLength(1);
});

test("generated, ignored and vendored files are judged with --all", async () => {
  const root = writeTree({
    ".gitignore": "b.py",
    "a.py": `# @generated\n${code(0)}`,
    "b.py": code(0),
    "vendor/c.py": code(0),
  });
  const { lines, stderr } = await scan(root, ["."]);
  expect(lines).toHaveLength(0);
  expect(stderr).toMatch(/generated \(1 file\)/);
  expect(stderr).toMatch(/vendored or build output \(1 folder\)/);
  expect((await scan(root, [".", "--all"])).lines.map(({ path }) => path)).toEqual(["a.py", "b.py", "vendor/c.py"]);
});

test("invalid UTF-8 is read with what is valid, and counted", async () => {
  const root = writeTree({
    "a.py": Buffer.concat([Buffer.from(`${code(0)}\nname = 'caf`), Buffer.from([0xe9]), Buffer.from("'\n")]),
  });
  expect((await scan(root, ["."])).of("a.py")).toMatchObject({ verdict: "human", replacedBytes: 1 });
});

test("a byte order mark, CRLF and UTF-16 change nothing", async () => {
  const text = code(3);
  const root = writeTree({
    "bom.py": `\ufeff${text}`,
    "crlf.py": text.replaceAll("\n", "\r\n"),
    "plain.py": text,
    "utf16.py": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
  });
  const { lines } = await scan(root, ["."]);
  expect(lines.map(({ probability, lines: count }) => [probability, count])).toEqual(
    Array.from({ length: 4 }, () => [0.6, 5]),
  );
});

test("10,000 levels of nesting are judged", async () => {
  const root = writeTree({ "a.py": `${code(0)}\nx = ${"[\n".repeat(10_000)}${"]\n".repeat(10_000)}`, "b.py": code(0) });
  expect((await scan(root, ["."])).lines.map(({ path }) => path)).toEqual(["a.py", "b.py"]);
});

test("links in circles, dangling links, FIFOs and folders named like files stop nothing", async () => {
  const root = writeTree({ "a.py": code(0), "in/b.py": code(0) });
  symlinkSync("..", join(root, "in/up"));
  symlinkSync("gone.py", join(root, "dangling.py"));
  execFileSync("mkfifo", [join(root, "pipe.py")]);
  mkdirSync(join(root, "folder.py"));
  const { lines, stderr, code: exit } = await scan(root, ["."]);
  expect([exit, lines.map(({ path }) => path)]).toEqual([0, ["a.py", "in/b.py"]]);
  expect(stderr).toContain("symbolic link (2 files)");
  expect(stderr).toContain("not a regular file (1 file)");
});

test("when nothing that was named can be read, the exit code is 2", async () => {
  const root = writeTree({});
  execFileSync("mkfifo", [join(root, "pipe.py")]);
  symlinkSync("gone.py", join(root, "dangling.py"));
  expect((await scan(root, ["pipe.py"])).code).toBe(2);
  expect((await scan(root, ["dangling.py"])).code).toBe(2);
});

// Nobody, root neither, can read the first bytes of a process's memory.
test.runIf(existsSync("/proc/self/mem"))("an unreadable file is told, and the others are judged", async () => {
  const root = writeTree({ "a.py": code(0), "b.py": code(0) });
  symlinkSync("/proc/self/mem", join(root, "c.py"));
  const { lines, stderr, code: exit } = await scan(root, ["a.py", "b.py", "c.py"]);
  expect([exit, lines.length]).toEqual([0, 2]);
  expect(stderr).toContain("unreadable (1 file)");
  expect((await scan(root, ["c.py"])).code).toBe(2);
});

test("a file whose judgement fails is reported and the scan goes on", async () => {
  const { lines, code: exit } = await scan(writeTree({ "a.py": "# ORDER: throw", "b.py": code(0) }), ["."]);
  expect(lines.map(({ path, verdict, reason }) => [path, verdict, reason])).toEqual([
    ["a.py", null, "error: thrown by order"],
    ["b.py", "human", "comments at a rate of 0.01"],
  ]);
  expect(exit).toBe(0);
  expect((await scan(writeTree({ "a.py": "# ORDER: throw" }), ["."])).code).toBe(2);
});

const odd = [
  "two words.py",
  "new\nline.py",
  "red\u001b[31m.py",
  "=cmd|' /C calc'!A0.py",
  "<b>&\"'.py",
  "a|b`c*_.py",
  "rtl\u202eyp.exe.py",
];

test("names with spaces, line ends and escape codes are judged, and stay what they are in jsonl", async () => {
  const { lines } = await scan(writeTree(Object.fromEntries(odd.map((name) => [name, code(0)]))), ["."]);
  expect(lines.map(({ path }) => path)).toEqual(odd.toSorted());
});

test.each(["table", "markdown"])("in a %s no name writes control characters or breaks its row", async (format) => {
  const { stdout } = await whowrote(["scan", ".", "--format", format], {
    cwd: writeTree(Object.fromEntries(odd.map((name) => [name, code(0)]))),
  });
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
  expect(stdout.split("\n").filter((line) => line.includes("human") && line.includes(".py"))).toHaveLength(odd.length);
});

test("markdown keeps a name's marks out of its tables", async () => {
  const { stdout } = await whowrote(["scan", ".", "--format", "markdown"], {
    cwd: writeTree({ "a|b`c*_.py": code(0), "<b>&.py": code(0) }),
  });
  expect(stdout).toContain("| human | 0 % | 5 | a\\|b\\`c\\*\\_.py |");
  expect(stdout).toContain("| &lt;b&gt;&amp;.py |");
});

test("csv quotes what it must and runs no formula", async () => {
  const { stdout } = await whowrote(["scan", ".", "--format", "csv"], {
    cwd: writeTree({ "=1+1.py": code(0), 'a,b"c.py': code(5), "@x.py": "# ORDER: throw" }),
  });
  expect(stdout.split("\r\n")).toEqual([
    "path,language,verdict,probability,falseAlarmRate,lines,reason",
    '"\'=1+1.py",python,human,0,1,5,comments at a rate of 0.01',
    '"\'@x.py",,,,,,error: thrown by order',
    '"a,b""c.py",python,ai,1,0,5,comments at a rate of 0.01',
    "",
  ]);
});

test("in html no name changes the direction of writing", async () => {
  const { stdout } = await whowrote(["scan", ".", "--format", "html"], {
    cwd: writeTree({ "rtl\u202eyp.exe.py": code(0) }),
  });
  expect(stdout).toContain("rtl\ufffdyp.exe.py");
  expect(stdout).not.toContain("\u202e");
});

test("html is one page that escapes names and loads nothing", async () => {
  const { stdout } = await whowrote(["scan", ".", "--format", "html"], {
    cwd: writeTree({ "<script>alert(1)<!--": "x", "<img src=x onerror=alert(1)>.py": code(5), "b.py": code(0) }),
  });
  expect(stdout).toContain("&lt;img src=x onerror=alert(1)&gt;.py");
  expect(stdout).not.toMatch(/<img|<script|src="|href="|url\(/);
  expect(stdout).toContain("default-src 'none'");
  expect(stdout).toMatch(/^<!doctype html>/);
  expect(stdout).toMatch(/<\/html>\n$/);
  expect(stdout).toContain('<span class="ai" style="flex:1" title="1 ai">');
});
