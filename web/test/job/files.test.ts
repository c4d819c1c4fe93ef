import { describe, expect, test } from "vitest";
import { filesIn, filterFiles } from "../../src/job/filter-files.ts";
import { rollUp } from "../../src/job/folder-roll-up.ts";
import { readJobQuery, writeJobQuery } from "../../src/job/job-query.ts";
import { sortFiles } from "../../src/job/sort-files.ts";
import { judged } from "./job-file.ts";

const files = [
  judged(0, "src/main/java/A.java", { language: "java", verdict: "ai", probability: 0.9 }),
  judged(1, "src/main/java/B.java", {
    language: "java",
    state: "failed",
    verdict: undefined,
    probability: undefined,
    error: "cut off",
  }),
  judged(2, "src/test/C.py"),
  judged(3, "srcs/D.py", { verdict: "uncertain", probability: null }),
];

describe("the files of a job", () => {
  test("are filtered by path in any case, by what became of them, and by language", () => {
    const filter = { path: "", outcomes: [], languages: [] } as const;
    expect(filterFiles(files, { ...filter, path: "SRC/TEST" }).map(({ position }) => position)).toEqual([2]);
    expect(filterFiles(files, { ...filter, outcomes: ["failed", "ai"] }).map(({ position }) => position)).toEqual([
      0, 1,
    ]);
    expect(filterFiles(files, { ...filter, languages: ["python"] }).map(({ position }) => position)).toEqual([2, 3]);
  });

  test("of a folder are not those of a folder whose name only begins alike", () => {
    expect(filesIn(files, "src").map(({ position }) => position)).toEqual([0, 1, 2]);
  });

  test("that have no value stand last in either direction", () => {
    expect(sortFiles(files, "probability", false).map(({ position }) => position)).toEqual([2, 0, 1, 3]);
    expect(sortFiles(files, "probability", true).map(({ position }) => position)).toEqual([0, 2, 1, 3]);
  });

  test("add up by folder, a chain of single folders as one", () => {
    const root = rollUp(files);
    const [src, srcs] = root.folders;
    expect([root.files, root.counts.ai, root.counts.failed]).toEqual([4, 1, 1]);
    expect([src?.path, src?.files, srcs?.path]).toEqual(["src", 3, "srcs"]);
    expect(src?.folders.map(({ path, name, files: n }) => [path, name, n])).toEqual([
      ["src/main/java", "main/java", 2],
      ["src/test", "test", 1],
    ]);
  });
});

test("a filter survives the way into the address and back", () => {
  const query = {
    path: "a&b=c",
    outcomes: ["ai", "failed"],
    languages: ["python"],
    folder: "src/<b>",
    sort: "lines",
    isDescending: true,
    file: 0,
  } as const;
  expect(readJobQuery(new URLSearchParams(writeJobQuery(query).toString()))).toEqual(query);
});

test("an address that was made up filters nothing", () => {
  const query = readJobQuery(new URLSearchParams("show=nobody&sort=-size&file=-1"));
  expect([query.outcomes, query.sort, query.file]).toEqual([[], undefined, undefined]);
});
