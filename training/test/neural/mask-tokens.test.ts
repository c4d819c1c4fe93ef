import { hideTokens, maskForGuessing } from "@whowrote/training/neural/data/mask-tokens";
import { expect, test } from "vitest";
import { createRandom } from "whowrote/random";

const vocabulary = { size: 100, mask: 4, special: new Set([0, 1, 2, 3, 4]) };
const tokens = (count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, at) => (at % 7 === 0 ? 1 : 5 + (at % 95)));

test("hiding takes its share of the ordinary tokens and never a special one", () => {
  const before = tokens(70_000);
  const after = before.slice();
  hideTokens(after, 0.05, vocabulary, createRandom(3));
  const hidden = [...after.keys()].filter((at) => after[at] !== before[at]);
  expect(hidden.every((at) => after[at] === 4 && before[at]! > 4)).toBe(true);
  expect(hidden.length / 60_000).toBeCloseTo(0.05, 2);
});

test("of the tokens to guess 80 % are masked, 10 % replaced by ordinary tokens and 10 % kept", () => {
  const before = tokens(140_000);
  const after = before.slice();
  const hidden = maskForGuessing(after, 0.15, vocabulary, createRandom(5));
  expect(hidden.every(({ at, id }) => before[at] === id && id > 4)).toBe(true);
  const share = (count: number) => count / hidden.length;
  expect(hidden.length / 120_000).toBeCloseTo(0.15, 2);
  expect(share(hidden.filter(({ at }) => after[at] === 4).length)).toBeCloseTo(0.8, 1);
  // One in 95 random tokens is the one that stood there.
  expect(share(hidden.filter(({ at, id }) => after[at] === id).length)).toBeCloseTo(0.1, 1);
  expect(hidden.filter(({ at }) => after[at]! < 4).length).toBe(0);
});

test("at least one token of a short window is asked for, and none where all are special", () => {
  expect(maskForGuessing(Int32Array.of(1, 9, 1), 0, vocabulary, createRandom(1))).toEqual([{ at: 1, id: 9 }]);
  expect(maskForGuessing(Int32Array.of(1, 2), 1, vocabulary, createRandom(1))).toEqual([]);
});
