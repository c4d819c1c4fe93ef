import { describe, expect, test } from "vitest";
import { checkPlan } from "../../src/upload/check-plan.ts";
import { gatherFiles } from "../../src/upload/gather-files.ts";
import { planUpload } from "../../src/upload/plan-upload.ts";
import { usualLimits } from "../../src/upload/upload-limits.ts";

const options = { languages: [], all: false } as const;

/** As a folder input gives it. */
function fileAt(path: string, size = 10): File {
  const file = new File(["x".repeat(size)], path.slice(path.lastIndexOf("/") + 1));
  return Object.defineProperty(file, "webkitRelativePath", { value: path.includes("/") ? path : "" });
}
const gather = async (files: readonly File[], all = false) =>
  gatherFiles({ kind: "files", files }, { all, signal: new AbortController().signal, onProgress: () => undefined });

describe("what a folder sends", () => {
  const folder = [
    "p/src/a.py",
    "p/.git/HEAD",
    "p/node_modules/x/a.js",
    "p/node_modules/x/b.js",
    "p/yarn.lock",
    "p/logo.png",
    "p/Makefile",
    "p/.gitignore",
    "p/src/b.go",
    "p/src/big.py",
    "p/src/none.py",
    "p/src/blob.py",
    "p/in.zip",
  ];
  const sizes: Readonly<Record<string, number>> = { "p/src/big.py": 2000, "p/src/none.py": 0 };
  const files = folder.map((path) => fileAt(path, sizes[path]));
  const limits = { ...usualLimits, fileBytes: 1000 };

  test("is its own code, and each thing left out has its reason", async () => {
    const plan = planUpload(await gather(files), new Set(["src/blob.py"]), options, limits);
    expect(plan.way).toBe("zip");
    expect(plan.files.map(({ path }) => path)).toEqual(["Makefile", "src/a.py", "src/b.go"]);
    expect(plan.rules.map(({ path }) => path)).toEqual([".gitignore"]);
    expect(Object.fromEntries(plan.skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      ".git/": "git's own folder",
      "node_modules/": "vendored or build output",
      "yarn.lock": "lock file or snapshot",
      "logo.png": "unknown language",
      "in.zip": "an archive inside the upload: drop it alone",
      "src/big.py": "larger than 1\u00a0kB",
      "src/none.py": "empty",
      "src/blob.py": "binary",
    });
  });

  test("holds vendored code too when that is asked for, and git's own folder never", async () => {
    const plan = planUpload(await gather(files, true), new Set(), { ...options, all: true }, limits);
    const paths = plan.files.map(({ path }) => path);
    expect(paths).toContain("node_modules/x/a.js");
    expect(paths).not.toContain(".git/HEAD");
  });

  test("holds one language where that is asked for", async () => {
    const plan = planUpload(await gather(files), new Set(), { ...options, languages: ["go"] }, limits);
    expect(plan.files.map(({ path }) => path)).toEqual(["Makefile", "src/b.go"]);
  });
});

test("the name of the one folder that was chosen decides nothing, those of several do", async () => {
  expect((await gather([fileAt("build/a.py")])).files.map(({ path }) => path)).toEqual(["a.py"]);
  const several = await gather([fileAt("build/a.py"), fileAt("src/a.py")]);
  expect(several.files.map(({ path }) => path)).toEqual(["src/a.py"]);
});

test("loose files go as JSON while they fit, and as a zip beyond", async () => {
  const pick = await gather([fileAt("notes.txt"), fileAt("a.py")]);
  expect(planUpload(pick, new Set(), options, usualLimits)).toMatchObject({ way: "json", skipped: [] });
  expect(planUpload(pick, new Set(), options, { ...usualLimits, bodyBytes: 20 }).way).toBe("zip");
});

test("an archive alone is sent as it is", async () => {
  const plan = planUpload(await gather([fileAt("all.tar.gz")]), new Set(), options, usualLimits);
  expect(plan.way).toBe("archive");
  expect(checkPlan(plan, { ...usualLimits, archiveBytes: 5 })).toMatch(/this server takes 5/);
});

test("what is more than the server takes is refused before it is sent", async () => {
  const plan = planUpload(await gather([fileAt("p/a.py"), fileAt("p/b.py")]), new Set(), options, usualLimits);
  expect(checkPlan(plan, usualLimits)).toBeUndefined();
  expect(checkPlan(plan, { ...usualLimits, archiveFiles: 1 })).toMatch(/^2 files are more/);
  expect(checkPlan(plan, { ...usualLimits, unpackedBytes: 19 })).toMatch(/20.bytes together/);
  expect(checkPlan({ ...plan, files: [] }, usualLimits)).toMatch(/nothing to judge/);
});
