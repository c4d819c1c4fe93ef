import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copySourceTree, readSourceTree } from "../../src/speed/source-tree.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-tree-"));
  const sources = {
    "zod/src/v4/core.ts": "export const a = 1;\n",
    "zod/src/types.d.ts": "declare const a: number;\n",
    "zod/src/empty.ts": "",
    "zod/package.json": "{}",
    "postcss/lib/at.min.js": "x",
    "tree-sitter-c/src/scanner.c": "int a;\n",
    "tree-sitter-c/node_modules/other/index.js": "1;\n",
    "unknown/index.js": "1;\n",
  };
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(dirname(join(folder, "node_modules", path)), { recursive: true });
    await writeFile(join(folder, "node_modules", path), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test("the tree holds the sources of the known packages, each package in one folder", async () => {
  const tree = await copySourceTree(join(folder, "node_modules"), join(folder, "tree"));
  expect(tree.files.map((file) => [basename(dirname(file)), basename(file)])).toEqual([
    ["tree-sitter-c", "src__scanner.c"],
    ["zod", "v4__core.ts"],
  ]);
  expect(tree.bytes).toBe(27);
  expect(basename(tree.ordinaryFile)).toBe("v4__core.ts");
  expect(tree.languages).toEqual([
    ["c", 1],
    ["typescript", 1],
  ]);
});

test("a folder without sources is refused with a remedy", async () => {
  await mkdir(join(folder, "bare"));
  await expect(readSourceTree(join(folder, "bare"))).rejects.toThrow(/no source file in .*bare.*--tree/);
});
