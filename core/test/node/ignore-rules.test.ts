import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { extendIgnoreRules, isIgnored, readIgnoreRules, type IgnoreRules } from "../../src/node/ignore-rules.ts";
import { writeTree } from "./folder-tree.ts";

/** What is left of a folder when the rules have been applied, as a walk does it. */
function listKept(folder: string, rules: IgnoreRules, root: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((child) => {
    const path = join(folder, child.name);
    if (child.name === ".git" || isIgnored(rules, path, child.isDirectory())) return [];
    return child.isDirectory() ? listKept(path, extendIgnoreRules(rules, path), root) : [relative(root, path)];
  });
}

const rules = {
  ".gitignore":
    "*.log\n!keep.log\n/only-root.py\nbuild/\ndocs/*.py\n**/deep/*.go\n\\#odd.py\ntrail.py   \n# comment\n\nCase.py\nfoo/**/bar.py\n",
  "sub/.gitignore": "!build/\n/local.py\nnested/x.py\n*.tmp\n!important.log\n",
  "sub [odd]/.gitignore": "only-here.py\n/rooted.py\n",
};
const files = [
  "a.py",
  "b.log",
  "keep.log",
  "only-root.py",
  "sub/only-root.py",
  "build/x.py",
  "sub/build/x.py",
  "sub/build/y.log",
  "docs/a.py",
  "docs/in/a.py",
  "x/deep/a.go",
  "x/deep/more/a.go",
  "#odd.py",
  "trail.py",
  "case.py",
  "Case.py",
  "foo/bar.py",
  "foo/1/2/bar.py",
  "sub/local.py",
  "sub/in/local.py",
  "sub/nested/x.py",
  "sub/in/nested/x.py",
  "a.tmp",
  "sub/in/b.tmp",
  "sub/important.log",
  "sub/in/important.log",
  "sub [odd]/only-here.py",
  "sub [odd]/rooted.py",
  "sub [odd]/in/only-here.py",
  "sub [odd]/in/rooted.py",
  "excluded.py",
];

test("the files that are kept are those that git lists", () => {
  const root = writeTree({ ...Object.fromEntries(files.map((file) => [file, "x"])), ...rules });
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" });
  git("init", "-q");
  writeFileSync(join(root, ".git/info/exclude"), "excluded.py\n");
  const expected = git("-c", "core.excludesFile=", "ls-files", "-z", "--others", "--exclude-standard")
    .split("\0")
    .filter(Boolean);
  expect(listKept(root, readIgnoreRules(root), root).toSorted()).toEqual(expected.toSorted());
  expect(expected.length).toBeLessThan(files.length);
});

test("a folder inside a repository obeys the rules above it", () => {
  const root = writeTree({ ".gitignore": "*.log\n", ".git/HEAD": "", "a/b/x.log": "", "a/b/x.py": "" });
  expect(listKept(join(root, "a/b"), readIgnoreRules(join(root, "a/b")), root)).toEqual(["a/b/x.py"]);
});

test("a linked worktree obeys the exclude file of its repository", () => {
  const root = writeTree({
    "main/.git/info/exclude": "secret.py\n",
    "main/.git/worktrees/tree/commondir": "../..\n",
    "tree/.git": "gitdir: ../main/.git/worktrees/tree\n",
    "tree/secret.py": "",
    "tree/open.py": "",
  });
  expect(listKept(join(root, "tree"), readIgnoreRules(join(root, "tree")), root)).toContain("tree/open.py");
  expect(listKept(join(root, "tree"), readIgnoreRules(join(root, "tree")), root)).not.toContain("tree/secret.py");
});

test("an ignored folder that is asked for by name is read by its own rules", () => {
  const root = writeTree({
    ".gitignore": "out/\n",
    ".git/HEAD": "",
    "out/x.py": "",
    "out/y.py": "",
    "out/.gitignore": "y.py",
  });
  expect(listKept(join(root, "out"), readIgnoreRules(join(root, "out")), root)).toEqual(["out/.gitignore", "out/x.py"]);
});

test("a rule file that is a folder, or made to take forever, stops nothing", () => {
  const root = writeTree({
    "x.py": "",
    "in/.gitignore": `${"*a".repeat(40)}b\n${"**/a/".repeat(4)}z.py\ny.py\n**/b/**/w.py\n`,
    "in/y.py": "",
    [`in/${"a/".repeat(60)}z.py`]: "",
    "in/b/c/w.py": "",
    [`in/${"a".repeat(200)}.py`]: "",
  });
  mkdirSync(join(root, ".gitignore"));
  const kept = listKept(root, readIgnoreRules(root), root);
  expect(kept).toContain("x.py");
  expect(kept).toContain(`in/${"a/".repeat(60)}z.py`);
  expect(kept).not.toContain("in/y.py");
  expect(kept).not.toContain("in/b/c/w.py");
});
