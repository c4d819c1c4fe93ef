import { expect, test } from "vitest";
import type { Sample } from "../../src/dataset/sample.ts";
import { createChooser, whyLeftOut } from "../../src/train/choose-samples.ts";
import { foldsByKey, holdOutKey } from "../../src/train/folds.ts";
import { balanceWeights, codeKind, populationWeight } from "../../src/train/weights.ts";

const sample = (facts: Partial<Sample>): Sample => ({
  id: "1",
  code: "print('a long enough line of code')",
  language: "python",
  label: "human",
  source: "wild-human",
  group: "a/b",
  kind: "file",
  domain: "wild",
  ...facts,
});

test("real code is held out by group, exercises by collection", () => {
  expect(holdOutKey(sample({ group: "a/b" }))).not.toBe(holdOutKey(sample({ group: "c/d" })));
  const exercise = { domain: "contest" } as const;
  const keys = ["doocs_leetcode_human", "leetcode_grok", "c_leetcode_llm"].map((source) =>
    holdOutKey(sample({ ...exercise, source, group: source })),
  );
  expect(new Set(keys).size).toBe(1);
  expect(holdOutKey(sample({ ...exercise, source: "gcj2020" }))).not.toBe(keys[0]);
});

test("a key is in one fold, and folds fill evenly", () => {
  const keys = Array.from({ length: 100 }, (_, at) => `key ${at % 20}`);
  const folds = foldsByKey(keys, 5);
  for (const [at, key] of keys.entries()) expect(folds[at]).toBe(folds[keys.indexOf(key)]);
  for (let fold = 0; fold < 5; fold++) expect(folds.filter((one) => one === fold).length).toBe(20);
});

test("cells weigh the same whatever their size, and a group weighs as the root of its size", () => {
  const samples = [
    ...Array.from({ length: 9 }, () => sample({ group: "big" })),
    sample({ group: "small" }),
    sample({ label: "ai", group: "big" }),
  ];
  const weights = balanceWeights(samples, new Uint8Array(samples.length), {
    edited: 1,
    kindWeight: { file: 1, function: 1, exercise: 1 },
    most: 100,
  });
  const human = weights.slice(0, 10).reduce((sum, weight) => sum + weight, 0);
  expect(human).toBeCloseTo(weights[10]!, 5);
  // 9 rows of weight 1/3 against 1 row of weight 1.
  expect(weights[9]! / weights[0]!).toBeCloseTo(3, 5);
  expect((human + weights[10]!) / 11).toBeCloseTo(1, 5);
});

test("an edited copy counts a part of its row", () => {
  const samples = [sample({ group: "a" }), sample({ group: "a" }), sample({ label: "ai" })];
  const [row, copy] = balanceWeights(samples, Uint8Array.of(0, 1, 0), {
    kindWeight: { file: 1, function: 1, exercise: 1 },
    edited: 0.25,
    most: 100,
  });
  expect(copy! / row!).toBeCloseTo(0.25, 6);
});

test("no weight is above its bound", () => {
  const samples = [...Array.from({ length: 99 }, (_, at) => sample({ group: `g${at}` })), sample({ label: "ai" })];
  const weights = balanceWeights(samples, new Uint8Array(samples.length), {
    edited: 1,
    kindWeight: { file: 1, function: 1, exercise: 1 },
    most: 5,
  });
  expect(weights[99]).toBe(5);
});

test("a population's weight goes to people's rows of that stratum or domain", () => {
  const weights = { "no-ai-policy": 3, rosetta: 0.5 };
  expect(populationWeight({ label: "human", stratum: "no-ai-policy", domain: "wild" }, weights)).toBe(3);
  expect(populationWeight({ label: "human", domain: "rosetta" }, weights)).toBe(0.5);
  expect(populationWeight({ label: "human", stratum: "pre-ai", domain: "wild" }, weights)).toBe(1);
  expect(populationWeight({ label: "ai", domain: "rosetta" }, weights)).toBe(1);
});

test("the kind of code comes from kind and domain", () => {
  expect(codeKind({ kind: "function", domain: "wild" })).toBe("function");
  expect(codeKind({ domain: "contest" })).toBe("exercise");
  expect(codeKind({ domain: "rosetta" })).toBe("file");
});

test("equal code is taken once, white space ignored", () => {
  const choose = createChooser({ perGroup: 10, perCollection: 10, perTask: 10 });
  expect(choose(sample({}))).toBe(true);
  expect(choose(sample({ id: "2", group: "c/d", code: "print( 'a long enough line  of code' )\n" }))).toBe(false);
});

test("a group and a task are taken up to their caps", () => {
  const choose = createChooser({ perGroup: 2, perCollection: 10, perTask: 1 });
  const taken = [1, 2, 3].map((at) => choose(sample({ id: `${at}`, code: `print('${at} is a number of rows')` })));
  expect(taken).toEqual([true, true, false]);
  const exercise = { domain: "contest", source: "x", task: "t", generator: "g" } as const;
  const tasks = [4, 5].map((at) =>
    choose(sample({ ...exercise, group: `${at}`, code: `print('${at} is a number of rows')` })),
  );
  expect(tasks).toEqual([true, false]);
});

test("hybrid rows, tiny rows and doubtful trailers are left out with a reason", () => {
  expect(whyLeftOut(sample({ label: "hybrid" }))).toMatch(/hybrid/);
  expect(whyLeftOut(sample({ code: "x = 1" }))).toMatch(/shorter/);
  const copilot = { source: "wild-ai", label: "ai", family: "copilot", attr: "trailer" } as const;
  expect(whyLeftOut(sample({ ...copilot, date: "2026-03-01" }))).toMatch(/trailer/);
  expect(whyLeftOut(sample({ ...copilot, date: "2025-03-01" }))).toBeUndefined();
});
