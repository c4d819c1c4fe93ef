import { expect, test } from "vitest";
import { createSummaryCounter } from "../../src/cli/summary.ts";
import type { LanguageId } from "../../src/language.ts";
import type { ScanDetector } from "../../src/node/scan-entry.ts";
import type { Verdict } from "../../src/verdict.ts";

function summarise(
  files: readonly (readonly [path: string, verdict: Verdict, lines: number, language?: LanguageId])[],
  detector?: ScanDetector,
) {
  const counter = createSummaryCounter(0.01);
  for (const [path, verdict, lines, language = "python"] of files) {
    const isLong = verdict !== "uncertain";
    const detection = {
      language,
      verdict,
      probability: 0.5,
      falseAlarmRate: isLong ? 0.5 : null,
      reason: "",
      detectors: [],
      reasons: [],
      lines,
      truncated: false,
      checkpoint: "toy",
    };
    counter.add({ kind: "judged", path, replaced: 0, detection });
  }
  return counter.summarise(detector, false);
}

test("files and lines are counted by verdict and language, the language of most files first", () => {
  const { total, languages } = summarise([
    ["a.go", "human", 100, "go"],
    ["a.py", "ai", 10],
    ["b.py", "human", 30],
    ["c.py", "uncertain", 60],
  ]);
  expect(total).toEqual({
    files: 4,
    lines: 200,
    ai: { files: 1, lines: 10 },
    human: { files: 2, lines: 130 },
    uncertain: { files: 1, lines: 60 },
  });
  expect(languages.map(({ language, lines }) => [language, lines])).toEqual([
    ["python", 100],
    ["go", 100],
  ]);
});

test("folders are those right under the deepest one that holds everything", () => {
  const folders = (...paths: string[]): string[] =>
    summarise(paths.map((path) => [path, "human", 1] as const)).folders.map(
      ({ folder, files }) => `${folder} ${files}`,
    );
  expect(folders("src/app/a.py", "src/app/in/b.py", "src/lib/c.py", "src/lib/d/e/f.py")).toEqual([
    "src/app 2",
    "src/lib 2",
  ]);
  expect(folders("a.py", "b/c.py", "b/d/e.py")).toEqual([". 1", "b 2"]);
  expect(folders("/x/y/a.py", "/x/z/b.py")).toEqual(["/x/y 1", "/x/z 1"]);
  expect(folders("../a/x.py", "../b/y.py")).toEqual(["../a 1", "../b 1"]);
  expect(folders("src/a.py", "src/b.py")).toEqual(["src 2"]);
});

test("files without a probability do not enter the estimate", () => {
  const rates = { sensitivity: { rate: 0.8, n: 500 }, falsePositive: { rate: 0.1, n: 500 } };
  const detector = { checkpoint: "toy", errorRates: { python: rates } } as unknown as ScanDetector;
  const judged = Array.from({ length: 30 }, (_, at) => [`${at}.py`, at < 9 ? "ai" : "human", 1] as const);
  const short = Array.from({ length: 30 }, (_, at) => [`s${at}.py`, "uncertain", 1] as const);
  const { estimate } = summarise([...judged, ...short], detector);
  // 9 of 30 flagged: (0.3 - 0.1) / 0.7.
  expect(estimate?.share).toBeCloseTo(0.2 / 0.7, 12);
  expect(estimate?.files).toBe(30);
});

test("what was skipped is counted by reason, files and folders apart", () => {
  const counter = createSummaryCounter(0.01);
  counter.add({ kind: "skipped", path: "a", reason: "vendored", isFolder: true });
  counter.add({ kind: "skipped", path: "b", reason: "binary", isFolder: false });
  counter.add({ kind: "skipped", path: "c", reason: "binary", isFolder: false });
  counter.add({ kind: "error", path: "d", message: "x" });
  expect(counter.summarise(undefined, false)).toMatchObject({
    errors: 1,
    skipped: [
      { reason: "binary", files: 2, folders: 0 },
      { reason: "vendored", files: 0, folders: 1 },
    ],
  });
});
