import { expect, test } from "vitest";
import { createRandom } from "whowrote/random";
import { cropWindow } from "../../src/neural/data/token-windows.ts";

test("a crop is a run of 40 to 80 % of the tokens, between the same marks, and every place is reached", () => {
  const random = createRandom(1);
  const window = Int32Array.of(1, ...Array.from({ length: 100 }, (_, at) => 10 + at), 2);
  const seen = new Set<number>();
  for (let time = 0; time < 300; time++) {
    const crop = cropWindow(window, { start: 1, end: 2, pad: 0 }, random);
    const inner = crop.subarray(1, -1);
    expect([crop[0], crop.at(-1)]).toEqual([1, 2]);
    expect(inner.length).toBeGreaterThanOrEqual(40);
    expect(inner.length).toBeLessThanOrEqual(80);
    for (const [at, id] of inner.entries()) expect(id).toBe(inner[0]! + at);
    seen.add(inner[0]!);
    seen.add(inner.at(-1)!);
  }
  expect(seen.has(10) && seen.has(109)).toBe(true);
});

test("of one token nothing is cut; without marks none appear", () => {
  expect([...cropWindow(Int32Array.of(7), { pad: 0 }, createRandom(1))]).toEqual([7]);
  expect([...cropWindow(Int32Array.of(1, 7, 2), { start: 1, end: 2, pad: 0 }, createRandom(1))]).toEqual([1, 7, 2]);
});
