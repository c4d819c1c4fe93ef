import { bucketFor, lengthBuckets, planBatches } from "@whowrote/training/neural/data/plan-batches";
import { expect, test } from "vitest";

test("runs of four batches are sorted by length, ties in their order, and cut from the shortest on", () => {
  const lengths = [5, 3, 9, 3, 1, 7, 2, 8, 4, 6];
  const batches = planBatches(lengths.keys(), (window) => lengths[window]!, 2);
  expect(batches).toEqual([
    [4, 6],
    [1, 3],
    [0, 5],
    [7, 2],
    [8, 9],
  ]);
});

test("the last batch of a run may be smaller", () => {
  expect(planBatches([2, 0, 1], (window) => window, 2)).toEqual([[0, 1], [2]]);
});

test("buckets are multiples of 8 and end at the longest window", () => {
  expect(lengthBuckets(190, 4)).toEqual([48, 96, 144, 190]);
  expect(lengthBuckets(24, 6)).toEqual([8, 16, 24]);
  expect(bucketFor([48, 96], 49)).toBe(96);
});

test("a window longer than all buckets is refused with both lengths", () => {
  expect(() => bucketFor([48, 96], 97)).toThrow("97 tokens is longer than the longest that is trained, 96");
});
