import { expect, test } from "vitest";
import { stepOperations } from "../../src/training-speed/load.ts";

test("operations of a step are those of its matrix products, forward once and backward twice", () => {
  // One layer of width 2, one row of 3 tokens: queries, keys, values and output 4 x (3x2 by 2x2), the two of the feed-forward
  // part 2 x (3x2 by 2x8), scores and values 2 x (3x3x2): 48 + 96 + 36 multiplications, as many additions, each three times.
  const load = { name: "tiny", layers: 1, width: 2, heads: 1, vocabulary: 10, rows: 1, tokens: 3 };
  expect(stepOperations(load)).toBe(3 * 2 * (4 * 12 + 2 * 48 + 2 * 18));
});
