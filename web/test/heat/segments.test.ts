import { expect, test } from "vitest";
import { toSegments } from "../../src/heat/segments.ts";

test("a token that reaches over others ends where the next one begins", () => {
  const tokens = [
    { start: 0, end: 16, contribution: 0.25 }, // "def drain(path):" stands for the layout of its line
    { start: 4, end: 9, contribution: 0.5 },
    { start: 9, end: 10, contribution: -1 },
  ];
  expect(toSegments(tokens)).toEqual([
    { start: 0, end: 4, contribution: 0.25 },
    { start: 4, end: 9, contribution: 0.5 },
    { start: 9, end: 10, contribution: -1 },
  ]);
});

test("tokens come in the order of the text, without marks that have no length", () => {
  const tokens = [
    { start: 8, end: 9, contribution: 1 },
    { start: 5, end: 5, contribution: 2 },
    { start: 2, end: 4, contribution: 3 },
  ];
  expect(toSegments(tokens).map(({ start }) => start)).toEqual([2, 8]);
});
