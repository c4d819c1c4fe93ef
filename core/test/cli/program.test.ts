import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { code, writeTree } from "../node/folder-tree.ts";
import { whowrote } from "./run-in-memory.ts";

const bin = fileURLToPath(new URL("../../bin/whowrote.js", import.meta.url));
const toyProcess = fileURLToPath(new URL("toy-process.ts", import.meta.url));

test("the help of the program lists its commands, those of the other packages among them", async () => {
  const { stdout, code: exit } = await whowrote(["--help"], { cwd: "/" });
  expect(exit).toBe(0);
  for (const name of ["scan", "explain", "report", "models", "train", "evaluate", "dataset", "serve", "keys", "worker"])
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
});

test.each(["scan", "explain", "report", "models"])(
  "the help of %s lists its options with their defaults",
  async (name) => {
    const { stdout, code: exit } = await whowrote([name, "--help"], { cwd: "/" });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/--format <format>/);
    if (name !== "models") expect(stdout).toMatch(/--fpr <rate>[^-]*\(default:\s+0\.01\)/);
  },
);

test.each([[[]], [["nonsense"]], [["scan"]], [["explain"]]])("the arguments %j are bad usage: 2", async (args) => {
  expect((await whowrote(args, { cwd: "/" })).code).toBe(2);
});

test("the program runs from its file and says its version", () => {
  const { stdout, status } = spawnSync(process.execPath, [bin, "--version"], { encoding: "utf8" });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});

test("exit codes and messages reach the shell", () => {
  const { status, stderr } = spawnSync(process.execPath, [bin, "scan", "gone.py", "--fpr", "7"], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, expect.stringContaining("--fpr 7: must be a number from 0.001 to 0.2")]);
});

test("on a Node that is too old the program runs with the pinned one, and its exit code passes through", () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.19.0"})';
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", pretend, bin, ...args], { encoding: "utf8" });
  expect(run("--version")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
  expect(run("nonsense").status).toBe(2);
});

test("a training command of the other package is found by its name, and shows its help", async () => {
  const { stdout, code: exit } = await whowrote(["evaluate", "--help"], { cwd: "/" });
  expect([exit, stdout]).toEqual([0, expect.stringContaining("Usage: whowrote evaluate")]);
});

test("a server command of the other package is found by its name, and shows its help with the options", async () => {
  const { stdout, code: exit } = await whowrote(["serve", "--help"], { cwd: "/" });
  expect([exit, stdout]).toEqual([0, expect.stringContaining("Usage: whowrote serve")]);
  expect(stdout).toMatch(/^ {2}API_PORT .*\(default: 58000\)$/m);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s writes what is done and ends with 130", async (signal) => {
  const cwd = writeTree({ "a.py": code(0), "b.py": "# ORDER: hang" });
  const child = spawn(process.execPath, [toyProcess, "scan", ".", "--format", "jsonl"], { cwd });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    child.kill(signal);
  });
  const [exit] = (await once(child, "close")) as [number];
  expect(exit).toBe(130);
  expect(stdout).toMatch(/^\{"path":"a\.py".*\}\n$/);
});

test("a reader that goes away ends the scan in silence", async () => {
  const slow = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`f${at}.py`, `# ORDER: dawdle\n${code(1)}`]));
  const cwd = writeTree({ "a.py": code(1), ...slow, "z.py": "# ORDER: hang" });
  const child = spawn(process.execPath, [toyProcess, "scan", ".", "--format", "jsonl", "--time-limit", "3600"], {
    cwd,
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.once("data", () => child.stdout.destroy());
  const [exit] = (await once(child, "close")) as [number];
  expect(exit).toBe(0);
  expect(stderr).not.toMatch(/Error|EPIPE/);
});

test.runIf(existsSync("/dev/full"))("a report that cannot be written is an error: 2", () => {
  const full = openSync("/dev/full", "w");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [toyProcess, ...args], {
      cwd: writeTree({ "a.py": code(1) }),
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
  for (const args of [["scan", "."], ["explain", "a.py"], ["models"]])
    expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining("cannot be written") as string });
  closeSync(full);
});
