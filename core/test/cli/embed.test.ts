import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeToyEncoder } from "../node/encoder/toy-encoder.ts";
import { writeTree } from "../node/folder-tree.ts";
import { whowrote } from "./run-in-memory.ts";

interface Embedded {
  readonly path: string;
  readonly vector: readonly number[];
}

const files = { "a.py": "a = b + 1\n", "b.py": "c(d)\n", "notes.xyz": "e f\n" };
const jsonLines = (text: string): Embedded[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Embedded);

test("embed prints one object a file, in their order, with a vector of length 1", async () => {
  const cwd = writeTree(files);
  const { stdout, stderr, code } = await whowrote(["embed", "--model", writeToyEncoder(), "b.py", "a.py"], { cwd });
  expect([code, stderr]).toEqual([0, ""]);
  const lines = jsonLines(stdout);
  expect(lines.map(({ path }) => path)).toEqual(["a.py", "b.py"]);
  expect(lines[0]).toMatchObject({ tokens: 5, windows: 1 });
  for (const { vector } of lines) {
    expect(vector).toHaveLength(24);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  }
});

test("folders and globs are walked as in scan, and standard input is read", async () => {
  const cwd = writeTree({ ...files, ".gitignore": "b.py\n", "deep/c.py": "g" });
  const model = writeToyEncoder();
  const pathsOf = async (...args: string[]): Promise<string[]> =>
    jsonLines((await whowrote(["embed", "--model", model, ...args], { cwd, stdin: "h = 1" })).stdout).map(
      ({ path }) => path,
    );
  expect(await pathsOf(".")).toEqual(["a.py", "deep/c.py"]);
  expect(await pathsOf(".", "--all")).toEqual(["a.py", "b.py", "deep/c.py"]);
  expect(await pathsOf("**/c.py", "notes.xyz", "-")).toEqual(["-", "deep/c.py", "notes.xyz"]);
});

test("json is one list, and goes to a file when asked", async () => {
  const cwd = writeTree(files);
  const model = writeToyEncoder();
  const args = ["embed", "--model", model, "a.py", "b.py", "--format", "json", "--no-normalize", "--pooling", "max"];
  const { stdout } = await whowrote(args, { cwd });
  const list = JSON.parse(stdout) as Embedded[];
  expect(list.map(({ path }) => path)).toEqual(["a.py", "b.py"]);
  expect(Math.hypot(...list[0]!.vector)).not.toBeCloseTo(1, 2);
  expect((await whowrote([...args, "--output", "v.json"], { cwd })).stdout).toBe("");
  expect(readFileSync(join(cwd, "v.json"), "utf8")).toBe(stdout);
});

test("what is blank, binary or missing is told and the others go on, with exit code 2", async () => {
  const cwd = writeTree({ ...files, "blank.py": " \n\n", "binary.py": new Uint8Array(64), "empty.py": "" });
  const args = ["embed", "--model", writeToyEncoder(), "a.py", "blank.py", "binary.py", "empty.py", "gone.py"];
  const { stdout, stderr, code } = await whowrote(args, { cwd });
  expect(code).toBe(2);
  expect(jsonLines(stdout).map(({ path }) => path)).toEqual(["a.py"]);
  expect(stderr.trim().split("\n")).toEqual([
    "whowrote: gone.py: no such file or folder, and no glob that names one",
    "whowrote: binary.py: binary, and only text can be embedded",
    "whowrote: blank.py: The text has no tokens: it is empty, or blanks only",
    "whowrote: empty.py: The text has no tokens: it is empty, or blanks only",
  ]);
});

test("of a file of 10 MB the first is read, some of its windows, and both are told", async () => {
  const cwd = writeTree({ "huge.py": "a=1\n".repeat(2_500_000) });
  const { stdout, code } = await whowrote(["embed", "--model", writeToyEncoder(), "huge.py"], { cwd });
  expect(code).toBe(0);
  expect(jsonLines(stdout)[0]).toMatchObject({
    path: "huge.py",
    windows: 64,
    tokens: 750_000,
    truncated: true,
    thinned: true,
  });
});

test("an interrupt ends with 130 and leaves what is done", async () => {
  const cwd = writeTree(
    Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${String(at).padStart(3, "0")}.py`, "a=1\n"])),
  );
  const controller = new AbortController();
  const { stdout, code } = await whowrote(["embed", "--model", writeToyEncoder(), "."], {
    cwd,
    signal: controller.signal,
    onOutput: () => controller.abort(),
  });
  expect(code).toBe(130);
  expect(jsonLines(stdout)[0]).toMatchObject({ path: "000.py" });
});

test.each([
  [["embed", "a.py", "--model", ""], "--model : must name an encoder"],
  [["embed", "a.py", "--model", "no/such"], "There is no model no/such"],
  [["embed", "a.py", "--model", "m", "--pooling", "sum"], "--pooling sum: must be one of cls, mean, max"],
  [["compare", "a.py", ".", "--model", "m"], ". is not a file"],
  [["compare", "a.py", "gone.py", "--model", "m"], "gone.py: no such file"],
  [["models", "export", "m"], "--out: must name where to write"],
])("%j is refused with the reason", async (args, message) => {
  const { stderr, code, stdout } = await whowrote(args, { cwd: writeTree(files) });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("compare prints the cosine of two files' vectors, as text and as json", async () => {
  const cwd = writeTree(files);
  const model = writeToyEncoder();
  const same = await whowrote(["compare", "a.py", "-", "--model", model], { cwd, stdin: files["a.py"] });
  expect([same.code, same.stdout]).toEqual([0, "1.0000  a.py  -\n"]);
  const args = ["compare", "a.py", "b.py", "--model", model, "--format", "json"];
  const { cosine, ...named } = JSON.parse((await whowrote(args, { cwd })).stdout) as { cosine: number };
  expect(named).toEqual({ a: "a.py", b: "b.py", model });
  const [a, b] = jsonLines((await whowrote(["embed", "a.py", "b.py", "--model", model], { cwd })).stdout);
  expect(cosine).toBeCloseTo(
    a!.vector.reduce((sum, value, at) => sum + value * b!.vector[at]!, 0),
    5,
  );
});

test("compare refuses a blank file", async () => {
  const cwd = writeTree({ ...files, "blank.py": "\n" });
  const { stderr, code } = await whowrote(["compare", "a.py", "blank.py", "--model", writeToyEncoder()], { cwd });
  expect([code, stderr]).toEqual([2, expect.stringContaining("blank.py: The text has no tokens")]);
});

test("models export writes an ONNX file, or a folder in 8 bits that embed takes", async () => {
  const cwd = writeTree(files);
  const model = writeToyEncoder();
  const onnx = await whowrote(["models", "export", "--onnx", model, "--out", "m.onnx"], { cwd });
  expect([onnx.code, onnx.stdout]).toEqual([0, expect.stringContaining(join(cwd, "m.onnx"))]);
  expect(existsSync(join(cwd, "m.onnx"))).toBe(true);
  expect((await whowrote(["models", "export", model, "--int8", "--out", "small"], { cwd })).code).toBe(0);
  expect(jsonLines((await whowrote(["embed", "a.py", "--model", "small"], { cwd })).stdout)).toHaveLength(1);
});
