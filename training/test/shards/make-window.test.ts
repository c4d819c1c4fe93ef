import { expect, test } from "vitest";
import type { ReadingTokens } from "whowrote/reading-tokens";
import { makeWindow } from "../../src/shards/make-window.ts";

/** Tokens `first`, `first + 1`, … on lines of three. */
function tokens(first: number, count: number): ReadingTokens {
  const ids = Int32Array.from({ length: count }, (_, at) => first + at);
  const lineStarts = Int32Array.from({ length: Math.ceil(count / 3) }, (_, line) => 3 * line);
  return { ids, starts: ids, ends: ids, lineStarts };
}

const whole = { fromBeginning: true, place: 0.9 };

test("a window from the beginning holds the first tokens, and no more than it may", () => {
  expect(makeWindow(whole, tokens(100, 10), 1, undefined, 4)).toEqual({
    ids: Int32Array.of(100, 101, 102, 103),
    label: 1,
  });
  expect(makeWindow(whole, tokens(100, 2), 0, undefined, 4)).toEqual({ ids: Int32Array.of(100, 101), label: 0 });
});

test("another window begins at a line and is full", () => {
  const begins = [0, 0.3, 0.6, 0.99].map((place) => {
    const { ids } = makeWindow({ fromBeginning: false, place }, tokens(0, 12), 1, undefined, 5)!;
    expect(ids.length).toBe(5);
    return ids[0];
  });
  expect(begins).toEqual([0, 0, 3, 6]);
});

test("the label of a mixed window is the share of AI tokens", () => {
  const plan = { ...whole, mixWith: { row: 1, after: 0.4 }, place: 0 };
  expect(makeWindow(plan, tokens(0, 20), 1, tokens(100, 20), 10)).toEqual({
    ids: Int32Array.of(0, 1, 2, 3, 100, 101, 102, 103, 104, 105),
    label: 0.4,
  });
  expect(makeWindow(plan, tokens(0, 20), 0, tokens(100, 20), 10)!.label).toBeCloseTo(0.6);
});

test("where there is nothing to read, there is no window", () => {
  expect(makeWindow(whole, tokens(0, 0), 1, undefined, 4)).toBeUndefined();
});

test("nothing to mix with leaves the window as it is", () => {
  const plan = { ...whole, mixWith: { row: 1, after: 0.5 } };
  expect(makeWindow(plan, tokens(0, 3), 1, tokens(0, 0), 10)!.label).toBe(1);
});
