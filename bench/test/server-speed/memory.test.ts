import { expect, test } from "vitest";
import { describeGrowth } from "../../src/server-speed/memory.ts";

const samples = (megabytes: (minutes: number) => number) =>
  Array.from({ length: 20 }, (_, at) => ({ minutes: 2 + at / 2, megabytes: megabytes(2 + at / 2) }));

test("memory that grows evenly has that slope", () => {
  const { first, last, growth } = describeGrowth(samples((minutes) => 300 + 4 * minutes));
  expect(growth).toBeCloseTo(4, 9);
  expect(first).toBeCloseTo(309, 9);
  expect(last).toBeCloseTo(345, 9);
});

test("memory that goes up and down does not grow", () => {
  const { growth } = describeGrowth(samples((minutes) => 300 + 10 * Math.abs(6.75 - minutes)));
  expect(growth).toBeCloseTo(0, 9);
});

test("one sample has no slope", () => {
  expect(describeGrowth([{ minutes: 1, megabytes: 7 }])).toEqual({ first: 7, last: 7, growth: Number.NaN });
});
