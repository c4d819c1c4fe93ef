import { expect, test } from "vitest";
import { countRuns, visitRuns } from "../src/run-counts.ts";
import type { Lexemes } from "../src/view.ts";

const lexemes = (...hash: number[]): Lexemes => ({
  length: hash.length,
  hash: Uint32Array.from(hash),
  start: Uint32Array.from(hash, (_, at) => at),
  end: Uint32Array.from(hash, (_, at) => at + 1),
});

test("a text of 4 words has 4 + 3 + 2 runs of up to 3 words", () => {
  let runs = 0;
  visitRuns(lexemes(1, 2, 3, 4), 3, 20, () => runs++);
  expect(runs).toBe(4 + 3 + 2);
});

test("a run that stands twice is one bucket with count 2", () => {
  const { buckets, counts } = countRuns(lexemes(7, 8, 9, 7, 8), 2, 20);
  // 7, 8, 9, (7 8), (8 9), (9 7): three of them stand once, three twice.
  expect(buckets.length).toBe(6);
  expect([...counts].toSorted((a, b) => a - b)).toEqual([1, 1, 1, 2, 2, 2]);
  expect([...buckets]).toEqual([...buckets].toSorted((a, b) => a - b));
});

test("the order of words makes another run", () => {
  const bucketsOf = (text: Lexemes) => [...countRuns(text, 2, 24).buckets];
  const forward = bucketsOf(lexemes(1, 2));
  const backward = bucketsOf(lexemes(2, 1));
  expect(forward.filter((bucket) => backward.includes(bucket)).length).toBe(2);
});

test("buckets stay below 2^bucketBits", () => {
  const { buckets } = countRuns(lexemes(...Array.from({ length: 500 }, (_, at) => at * 2654435761)), 3, 8);
  expect(Math.max(...buckets)).toBeLessThan(256);
});

test("no words give no runs", () => {
  expect(countRuns(lexemes(), 3, 20).buckets.length).toBe(0);
});
