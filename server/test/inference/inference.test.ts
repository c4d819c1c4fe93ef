import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDetector } from "whowrote/node/load-detector";
import { LanguageUnknownError, UnjudgeableError, type Inference, type JudgeRequest } from "../../src/inference.ts";
import { openInference } from "../../src/inference/open-inference.ts";

const quick = fileURLToPath(new URL("../../../models/quick", import.meta.url));
const example = async (name: string): Promise<string> =>
  readFile(new URL(`../../../examples/${name}`, import.meta.url), "utf8");

let inference: Inference;
let python: string;

beforeAll(async () => {
  python = await example("assistant/inventory_manager.py");
  inference = openInference({ versions: { quick }, threads: 2, keptReasons: ["layout.line-length"] });
  await inference.ready;
});
afterAll(async () => inference.close());

async function judge(request: Partial<JudgeRequest>) {
  return inference.judge({ version: "quick", text: python, detail: "verdict", ...request });
}

test("it says what the detector says", async () => {
  const detector = await loadDetector({ folder: quick });
  const source = { text: python, language: "python", path: "a.py" } as const;
  const { reasons, standing, ...verdict } = await detector.detect(source, { falsePositiveRate: 0.05 });
  const judged = await judge({ ...source, falsePositiveRate: 0.05 });
  expect(judged.detection).toMatchObject(verdict);
  // What no answer shows does not cross the thread.
  expect(standing).toBeDefined();
  expect(judged.detection).not.toHaveProperty("standing");
  expect(judged.scale).toEqual(detector.scale("python", verdict.lines, 0.05));
  expect(judged.detection.reasons.slice(0, 10)).toEqual(reasons.slice(0, 10));
  expect(judged.topTokens).toEqual([]);
  detector.close();
});

test("of the reasons, ten and those that are asked for cross the thread", async () => {
  const { reasons } = (await judge({ path: "a.py" })).detection;
  expect(reasons.length).toBeLessThanOrEqual(11);
  expect(reasons.map(({ id }) => id)).toContain("layout.line-length");
});

test.each([
  ["by path", { path: "src/a.py" }],
  ["by content", {}],
])("the language is told %s", async (_, request) => {
  expect((await judge(request)).detection.language).toBe("python");
});

test("a language that nothing tells is asked for", async () => {
  const unknown = judge({ text: "Dear all,\nthe meeting is on Monday.\n" });
  await expect(unknown).rejects.toThrow(LanguageUnknownError);
  await expect(unknown).rejects.toThrow("Name one of: python,");
});

test("a language that is not judged is refused, and the thread goes on", async () => {
  const lost = inference.figures().lostThreads;
  await expect(judge({ language: "cobol" as "c" })).rejects.toThrow(LanguageUnknownError);
  expect(inference.figures().lostThreads).toBe(lost);
});

test.each(["\0\0\0", "\uD800 = 1\n", "", "(".repeat(20_000), "if (x) {\n".repeat(5000)])(
  "hostile text gives a verdict: %j",
  async (text) => {
    expect((await judge({ text, language: "javascript" })).detection.language).toBe("javascript");
  },
);

test("a rate out of range is refused before it waits", async () => {
  await expect(judge({ falsePositiveRate: 0.5 })).rejects.toThrow(RangeError);
});

test("five tokens that speak most strongly come with their places", async () => {
  const { topTokens, detection } = await judge({ detail: "tokens", path: "a.py" });
  expect(topTokens).toHaveLength(5);
  const strengths = topTokens.map(({ contribution }) => Math.abs(contribution));
  expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
  for (const { text, start, end, line } of topTokens) {
    expect(text).toBe(python.slice(start, end));
    expect(line).toBe(python.slice(0, start).split("\n").length);
  }
  expect(detection).toEqual((await judge({ path: "a.py" })).detection);
});

test("places are those in the text as it was given, with its line ends", async () => {
  const windows = `\uFEFF${python.replaceAll("\n", "\r\n")}`;
  const here = await judge({ detail: "tokens", text: windows, path: "a.py" });
  const there = await judge({ detail: "tokens", path: "a.py" });
  expect(here.topTokens.map(({ text, line }) => [text.replaceAll("\r", ""), line])).toEqual(
    there.topTokens.map(({ text, line }) => [text, line]),
  );
  for (const { text, start, end } of here.topTokens) expect(text).toBe(windows.slice(start, end));
});

test("an explanation is whole", async () => {
  const { explanation, detection, topTokens } = await judge({ detail: "explanation", path: "a.py" });
  const { lexicalBias, lexicalScore, tokenContributions, signals } = explanation!;
  const sum = tokenContributions.reduce((total, { contribution }) => total + contribution, lexicalBias);
  expect(sum).toBeCloseTo(lexicalScore, 6);
  expect(signals.length).toBeGreaterThan(100);
  expect(detection.verdict).toBe(explanation!.verdict);
  expect(topTokens).toHaveLength(5);
});

test("a checkpoint that is missing is refused, and the others go on", async () => {
  await expect(inference.load("gone", `${quick}-gone`)).rejects.toThrow("gone cannot be loaded");
  expect(inference.versions()).toEqual(["quick"]);
  expect((await judge({ path: "a.py" })).detection.checkpoint).toContain("quick");
});

test("a copy with other names is alike, other code is not", async () => {
  const names = new Map<string, string>();
  const renamed = python.replaceAll(/\b[a-z]+(_[a-z]+)+\b/g, (name) => {
    const other = names.get(name) ?? `Name${names.size}`;
    names.set(name, other);
    return other;
  });
  const like = await inference.resemble({ text: python, path: "a.py" }, { text: renamed, language: "python" });
  expect(renamed).not.toBe(python);
  expect(like.basis).toBe("structure");
  expect(like.similarity).toBeGreaterThan(0.9);
  const unlike = await inference.resemble(
    { text: python, path: "a.py" },
    { text: await example("plain/tailer.py"), path: "b.py" },
  );
  expect(unlike.similarity).toBeLessThan(0.1);
});

test.each([
  ["of two languages", "plain/ring.c", /Python and the other C.*encoder/],
  ["that is too short", undefined, /too short/],
])("without an encoder, code %s is not compared", async (_, name, says) => {
  const other = name === undefined ? { text: "x = 1\n", path: "b.py" } : { text: await example(name), path: name };
  const compared = inference.resemble({ text: python, path: "a.py" }, other);
  await expect(compared).rejects.toThrow(UnjudgeableError);
  await expect(compared).rejects.toThrow(says);
});

test("without an encoder it offers no vectors", () => {
  expect(inference.embed).toBeUndefined();
});
