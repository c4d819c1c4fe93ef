import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findScanTargets } from "../../src/node/scan.ts";
import type { SkipReason } from "../../src/node/skip.ts";
import { walk } from "../../src/node/walk.ts";
import { writeTree } from "./folder-tree.ts";

async function list(
  cwd: string,
  paths: readonly string[],
  all = false,
): Promise<{ found: string[]; skipped: Record<string, SkipReason> }> {
  const found: string[] = [];
  const skipped: Record<string, SkipReason> = {};
  const { roots } = await findScanTargets(paths, cwd);
  for await (const { path, skip } of walk(roots, { all })) {
    if (skip === undefined) found.push(path);
    else skipped[path] = skip;
  }
  return { found, skipped };
}

test("files come sorted by path, folders among them", async () => {
  const names = ["b.py", "a/z.py", "a.py", "a-b/x.py", "a/b/c.py", "A.py", "a b.py"];
  const root = writeTree(Object.fromEntries(names.map((name) => [name, "x"])));
  expect((await list(root, ["."])).found).toEqual(names.toSorted());
});

test("vendored, ignored and generated files and other languages are skipped with the reason", async () => {
  const root = writeTree({
    ".gitignore": "secret.py\n",
    "secret.py": "x",
    "main.py": "x",
    "node_modules/a/index.js": "x",
    "lib/vendor/b.go": "x",
    "README.md": "x",
    "package-lock.json": "{}",
    "api_pb2.py": "x",
    script: "#!/usr/bin/env python",
  });
  expect(await list(root, ["."])).toEqual({
    found: ["main.py", "script"],
    skipped: {
      ".gitignore": "unknownLanguage",
      "secret.py": "ignored",
      node_modules: "vendored",
      "lib/vendor": "vendored",
      "README.md": "unknownLanguage",
      "package-lock.json": "lockFile",
      "api_pb2.py": "generated",
    },
  });
});

test("--all finds what is ignored, vendored and generated, and never .git", async () => {
  const root = writeTree({
    ".gitignore": "a.py\nsub\n",
    "a.py": "",
    "sub/b.py": "",
    "dist/c.js": "",
    "d.min.js": "",
    ".git/hooks/x.py": "",
  });
  expect((await list(root, ["."], true)).found).toEqual(["a.py", "d.min.js", "dist/c.js", "sub/b.py"]);
});

test("a file that is named is found where a walk would not go", async () => {
  const root = writeTree({ ".gitignore": "*.py", "node_modules/x.py": "", "notes.txt": "" });
  expect((await list(root, ["node_modules/x.py", "notes.txt"])).found).toEqual(["node_modules/x.py", "notes.txt"]);
});

test("symbolic links are not followed: no loop, no way out of the root", async () => {
  const root = writeTree({ "in/a.py": "x", "outside/b.py": "x" });
  symlinkSync("..", join(root, "in/loop"));
  symlinkSync(join(root, "outside"), join(root, "in/out"));
  symlinkSync(join(root, "outside/b.py"), join(root, "in/b.py"));
  symlinkSync("nowhere", join(root, "in/dangling.py"));
  expect(await list(root, ["in"])).toEqual({
    found: ["in/a.py"],
    skipped: {
      "in/loop": "symbolicLink",
      "in/out": "symbolicLink",
      "in/b.py": "symbolicLink",
      "in/dangling.py": "symbolicLink",
    },
  });
});

test("a link that is named is followed; one that leads nowhere is no regular file", async () => {
  const root = writeTree({ "in/a.py": "x" });
  symlinkSync("in", join(root, "link"));
  symlinkSync("self.py", join(root, "self.py"));
  expect(await list(root, ["link", "self.py"])).toEqual({ found: ["link/a.py"], skipped: { "self.py": "notRegular" } });
});

test("a FIFO is never opened, and a folder may be called x.py", async () => {
  const root = writeTree({ "a.py": "x" });
  execFileSync("mkfifo", [join(root, "pipe.py")]);
  mkdirSync(join(root, "x.py"));
  const expected = { found: ["a.py"], skipped: { "pipe.py": "notRegular" } };
  expect(await list(root, ["."])).toEqual(expected);
  expect(await list(root, ["a.py", "pipe.py", "x.py"])).toEqual(expected);
});

test("overlapping roots give each file once", async () => {
  const root = writeTree({ "src/a.py": "", "src/in/b.py": "" });
  expect((await list(root, ["src/in", "src", "src/a.py", "./src"])).found).toEqual(["src/a.py", "src/in/b.py"]);
});

test("a file that is named is found also when its folder is named and skips it", async () => {
  const root = writeTree({ "src/.gitignore": "*.py", "src/a.py": "", "src/b.py": "", "src/notes.txt": "" });
  expect(await list(root, ["src", "src/a.py", "src/notes.txt"])).toEqual({
    found: ["src/a.py", "src/notes.txt"],
    skipped: { "src/.gitignore": "unknownLanguage", "src/b.py": "ignored" },
  });
});

test("a glob finds what it matches; a path with brackets is a path first", async () => {
  const root = writeTree({ "src/a.py": "", "src/in/b.py": "", "src/c.js": "", "[id]/d.py": "", "i/e.py": "" });
  expect((await list(root, ["src/**/*.py"])).found).toEqual(["src/a.py", "src/in/b.py"]);
  expect((await list(root, ["**/*.{js,py}"])).found).toEqual([
    "[id]/d.py",
    "i/e.py",
    "src/a.py",
    "src/c.js",
    "src/in/b.py",
  ]);
  expect((await list(root, ["[id]"])).found).toEqual(["[id]/d.py"]);
  expect((await list(root, ["[ij]/*.py"])).found).toEqual(["i/e.py"]);
});

test("what is not there is told", async () => {
  const root = writeTree({ "a.py": "" });
  expect((await findScanTargets(["gone.py", "a.py", "-", "gone/*.py"], root)).missing).toEqual([
    "gone.py",
    "gone/*.py",
  ]);
});
