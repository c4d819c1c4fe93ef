import { expect, test } from "vitest";
import type { ScanEntry } from "../../src/node/scan-entry.ts";
import { formats } from "../../src/cli/reporter.ts";
import { reporters } from "../../src/cli/reporter/index.ts";
import { createSummaryCounter } from "../../src/cli/summary.ts";

const entries: readonly ScanEntry[] = [
  {
    kind: "judged",
    path: "src/judged.py",
    replaced: 0,
    detection: {
      path: "src/judged.py",
      language: "python",
      verdict: "ai",
      probability: 0.973,
      falseAlarmRate: 0.004,
      reason: "the-reason",
      detectors: [{ detector: "stylometry", score: 2.5 }],
      reasons: [{ id: "comment.x", meaning: "the-signal", unit: "share", value: 0.25, contribution: 1 }],
      lines: 12,
      truncated: false,
      checkpoint: "toy",
    },
  },
  { kind: "error", path: "src/failed.py", message: "the-error" },
  { kind: "skipped", path: "node_modules", reason: "vendored", isFolder: true },
];

async function write(format: (typeof formats)[number], showSkipped: boolean): Promise<string> {
  const reporter = (await reporters[format]())({ colour: false, columns: undefined, showSkipped });
  const counter = createSummaryCounter(0.01);
  const parts = [reporter.begin()];
  for (const entry of entries) {
    counter.add(entry);
    parts.push(reporter.file(entry));
  }
  return [...parts, reporter.end(counter.summarise(undefined, false))].join("");
}

test.each(formats)("%s names judged files and files in error, and what was skipped only when asked", async (format) => {
  const text = await write(format, false);
  for (const part of ["judged.py", "ai", "failed.py", "the-error"]) expect(text).toContain(part);
  expect(text).not.toContain("node_modules");
  expect(await write(format, true)).toContain("node");
});

test.each([
  ["table", /^\nNo source files were judged\.\n$/],
  ["json", /^\{"files":\[\n\],"summary":\{[^]*\}\n$/],
  ["jsonl", /^$/],
  ["csv", /^path,language,verdict,probability,falseAlarmRate,lines,reason\r\n$/],
  ["markdown", /- No source files were judged\.\n/],
  ["html", /<p>No source files were judged\.<\/p>[^]*<\/html>\n$/],
] as const)("%s of a scan that found nothing is still whole", async (format, expected) => {
  const reporter = (await reporters[format]())({ colour: false, columns: undefined, showSkipped: false });
  expect(reporter.begin() + reporter.end(createSummaryCounter(0.01).summarise(undefined, false))).toMatch(expected);
});

test("json is one value", async () => {
  expect(JSON.parse(await write("json", true))).toMatchObject({
    files: [{ verdict: "ai" }, { verdict: null }, { isFolder: true }],
    summary: { errors: 1, estimate: null },
  });
});
