import { expect, test } from "vitest";
import { levelOf, strongestOf } from "../../src/heat/levels.ts";

test("levels are shares of the strongest part, with the sign of the side", () => {
  const strongest = strongestOf([0.1, -0.4, 0.2]);
  expect(strongest).toBe(0.4);
  expect([-0.4, -0.15, 0.05, 0.04, 0.2, 0.3].map((one) => levelOf(one, strongest))).toEqual([-3, -2, 1, 0, 2, 3]);
});

test("where nothing adds anything, nothing is shaded", () => {
  expect(levelOf(0, strongestOf([0, 0]))).toBe(0);
});
