import { describe, expect, test } from "vitest";
import { reportToMarkdown } from "../../src/dataset/dataset-report.ts";
import { createProblemTally } from "../../src/dataset/problem-tally.ts";
import type { Sample } from "../../src/dataset/sample.ts";
import { measureTrivialFeatures, trivialFeatureNames } from "../../src/dataset/trivial-features.ts";
import { validateSamples } from "../../src/dataset/validate-samples.ts";

const create = (id: string, code: string, changes: Partial<Sample> = {}): Sample => ({
  id,
  code,
  language: "python",
  label: "ai",
  source: "s",
  group: id,
  ...changes,
});

const long = Array.from({ length: 40 }, (_, at) => `value_${at} = load(${at})`).join("\n");

describe("a report", () => {
  const samples = [
    create("a", "x = 1\n"),
    create("b", "x=1", { label: "human" }),
    create("c", "y = 2", { group: "g", kind: "file" }),
    create("d", "z = 3", { group: "g", label: "human", language: "go", domain: "contest" }),
    create("e", long),
    create("f", `${long}\nlast = 1`, { label: "human" }),
    create("f", "w = 4", { label: "hybrid", source: "other" }),
  ];

  test("finds equal code, conflicting labels, near-duplicates, groups of both labels and ids that occur again", async () => {
    const report = await validateSamples(samples);
    expect(report.duplicates).toEqual({ sets: 1, samples: 2, examples: [["a", "b"]] });
    expect(report.conflicts).toEqual({ sets: 1, samples: 2, examples: [["a", "b"]] });
    expect(report.nearDuplicates).toEqual({
      sets: 1,
      samples: 2,
      examples: [["e", "f"]],
      acrossGroups: 2 - 1,
      acrossLabels: 1,
    });
    expect(report.groupsOfBothLabels).toEqual({ sets: 2, samples: 4, examples: [["g"], ["f"]] });
    expect(report.repeatedIds).toEqual({ sets: 1, samples: 2, examples: [["f"]] });
  });

  test("counts cells, sources and missing fields", async () => {
    const { cells, sources, missing } = await validateSamples(samples, { findNearDuplicates: false });
    expect(cells).toContainEqual({
      language: "go",
      label: "human",
      kind: "",
      domain: "contest",
      samples: 1,
      groups: 1,
    });
    expect(cells).toContainEqual({ language: "python", label: "ai", kind: "", domain: "", samples: 2, groups: 2 });
    expect(sources).toEqual([
      { source: "s", human: 3, ai: 3, hybrid: 0, groups: 5 },
      { source: "other", human: 0, ai: 0, hybrid: 1, groups: 1 },
    ]);
    expect(missing).toMatchObject({ kind: 6, domain: 6, repo: 7 });
    expect(missing["code"]).toBeUndefined();
  });

  test("names the stored cue that tells a source's labels apart", async () => {
    const sides = Array.from({ length: 40 }, (_, at) => {
      const isAi = at % 2 === 0;
      return create(`${at}`, `def f${at}():\n${isAi ? " " : "\t"}return ${at}`, { label: isAi ? "ai" : "human" });
    });
    const { cues } = await validateSamples(sides);
    const ofSource = cues.filter(({ source }) => source === "s");
    expect(ofSource[0]).toEqual({
      source: "s",
      language: "python",
      humans: 20,
      ais: 20,
      feature: "tab indent",
      auroc: 0,
    });
    expect(ofSource.find(({ feature }) => feature === "final newline")!.auroc).toBe(0.5);
    expect(cues.map(({ source, language }) => `${source} ${language}`)).toContain("all python");
  });

  test("is Markdown with a table each, and says what was not read", async () => {
    const problems = createProblemTally();
    for (let row = 1; row <= 9; row++)
      problems.add({ kind: "empty", file: "a.csv", row, message: "the code is empty.", remedy: "Remove the row." });
    const report = await validateSamples(samples, { problems });
    const markdown = reportToMarkdown(report);
    expect(markdown).toContain("## 7 samples");
    expect(markdown).toContain("a.csv, row 1: the code is empty. Remove the row.");
    expect(markdown).toContain("| empty | 9 |");
    expect(markdown).toContain("| equal code with different labels | 1 | 2 | a, b |");
    expect(report.problems.examples.length).toBe(5);
  });
});

test("trivial features of a text are what one counts by hand", () => {
  const text = "# c\nif a == b:\n\tx = foo \n\n    y=é\n/*";
  const values = measureTrivialFeatures(text, "python");
  const value = Object.fromEntries(trivialFeatureNames.map((name, at) => [name, values[at]]));
  expect(value).toMatchObject({
    length: 36,
    lines: 6,
    "longest line": 10,
    "tab indent": 1 / 2,
    "trailing blanks": 1 / 6,
    "blank lines": 1 / 6,
    "comment lines": 1 / 5,
    "final newline": 0,
    "carriage returns": 0,
    "spaced =": 1 / 2,
    "non-ASCII": 1 / 36,
  });
  // c if a b x foo y: 9 letters in 7 words.
  expect(value["name length"]).toBeCloseTo(10 / 7);
  expect(value["mean line"]).toBeCloseTo((3 + 10 + 9 + 7 + 2) / 5);
});
