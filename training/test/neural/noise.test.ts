import { drawKept } from "@whowrote/training/neural/trainer/noise";
import { expect, test } from "vitest";
import { createRandom } from "whowrote/random";

test("dropout keeps its share of the places, equally often everywhere, and other places for another seed", () => {
  const kept = new Uint8Array(100_003);
  drawKept(kept, 64, createRandom(1));
  const other = new Uint8Array(100_003);
  drawKept(other, 64, createRandom(2));
  const share = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
  for (const phase of [0, 1, 2, 3]) expect(share(kept.filter((_, at) => at % 4 === phase))).toBeCloseTo(0.75, 1);
  const both = kept.map((byte, at) => byte & other[at]!);
  expect(share(both)).toBeCloseTo(0.75 ** 2, 2);
});

test("the same seed drops the same places", () => {
  const [first, second] = [new Uint8Array(1001), new Uint8Array(1001)];
  for (const kept of [first, second]) drawKept(kept, 26, createRandom(9));
  expect(first).toEqual(second);
});
