import { expect, test } from "vitest";
import { createRandom, drawInOrder } from "../src/random.ts";

test("the same seed gives the same numbers, each in [0, 1)", () => {
  const first = createRandom(42);
  const second = createRandom(42);
  const numbers = Array.from({ length: 1000 }, () => first());
  expect(numbers).toEqual(Array.from({ length: 1000 }, () => second()));
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(numbers.reduce((sum, number) => sum + number, 0) / 1000).toBeCloseTo(0.5, 1);
});

test("a draw keeps the order, takes no item twice, and takes all when there are fewer", () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  const drawn = drawInOrder(items, 10, createRandom(1));
  expect(drawn).toHaveLength(10);
  expect(drawn).toEqual([...new Set(drawn)].toSorted((a, b) => a - b));
  expect(drawInOrder([1, 2], 5, createRandom(1))).toEqual([1, 2]);
});

test("every item is drawn equally often", () => {
  const random = createRandom(7);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 4000; i++) for (const item of drawInOrder([0, 1, 2, 3], 2, random)) counts[item]!++;
  for (const count of counts) expect(count / 4000).toBeCloseTo(0.5, 1);
});
