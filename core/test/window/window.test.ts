import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutWindows, type WindowOptions } from "../../src/window.ts";
import { findLineStarts } from "../../src/window/line-starts.ts";
import { countAround, windowIds } from "../../src/window/window-ids.ts";

const lines = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 60 });

const options = fc
  .record({
    tokens: fc.integer({ min: 3, max: 80 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    byLine: fc.boolean(),
  })
  .map(({ tokens, share, byLine }): WindowOptions => {
    const shared = Math.floor(((tokens - 2) / 2) * share);
    return { tokens, overlap: byLine ? { lines: shared % 5 } : { tokens: shared } };
  });

function layOut(lengths: readonly number[]): { readonly count: number; readonly starts: number[] } {
  let count = 0;
  const starts = lengths.map((length) => (count += length) - length);
  return { count, starts };
}

describe("whatever the lines", () => {
  const property = (check: (count: number, starts: number[], given: WindowOptions) => void) =>
    fc.assert(
      fc.property(lines, options, (lengths, given) => {
        const { count, starts } = layOut(lengths);
        check(count, starts, given);
      }),
      { numRuns: 500 },
    );

  test("every token is in a window, and no window is too long", () =>
    property((count, starts, given) => {
      const windows = cutWindows(count, starts, given);
      const covered = new Set<number>();
      for (const { start, end } of windows) {
        expect(end - start).toBeGreaterThan(0);
        expect(end - start).toBeLessThanOrEqual(given.tokens - 2);
        for (let at = start; at < end; at++) covered.add(at);
      }
      expect(covered.size).toBe(count);
    }));

  test("windows get on, and overlap by as much as was asked for", () =>
    property((count, starts, given) => {
      const windows = cutWindows(count, starts, given);
      const { overlap } = given;
      for (const [at, { start, end }] of windows.entries()) {
        const before = windows[at - 1];
        if (!before) continue;
        expect(end).toBeGreaterThan(before.end);
        expect(start).toBeLessThanOrEqual(before.end - ("tokens" in overlap! ? overlap.tokens : 0));
      }
    }));

  test("the last window is as full as the text allows, but for a quarter where it begins with a line", () =>
    property((count, starts, given) => {
      const last = cutWindows(count, starts, given).at(-1);
      if (!last) return expect(count).toBe(0);
      const room = given.tokens - 2;
      const full = Math.min(room, count);
      if (starts.includes(last.start))
        expect(last.end - last.start).toBeGreaterThanOrEqual(full - Math.floor(room / 4));
      else expect(last.end - last.start).toBe(full);
    }));

  test("a window that does not end with a line has none to end with in its last part", () =>
    property((count, starts, given) => {
      const windows = cutWindows(count, starts, given);
      for (const [at, { start, end }] of windows.entries()) {
        if (end === count || starts.includes(end)) continue;
        const before = windows[at - 1]?.end ?? 0;
        const fewest = Math.max(start + Math.ceil((end - start) / 2), before + Math.ceil((end - before) / 2));
        expect(starts.filter((line) => line >= fewest && line <= end)).toEqual([]);
      }
    }));

  test("of too many windows the first, the last and some between are taken", () =>
    property((count, starts, given) => {
      const all = cutWindows(count, starts, given);
      for (const most of [2, 3, 7]) {
        const some = cutWindows(count, starts, { ...given, most });
        expect(some.length).toBe(Math.min(most, all.length));
        expect([some[0], some.at(-1)]).toEqual([all[0], all.at(-1)]);
        expect(new Set(some.map(({ start }) => start)).size).toBe(new Set(some.map(({ end }) => end)).size);
        for (const window of some) expect(all).toContainEqual(window);
      }
    }));
});

test("a window that is half full is not begun again", () => {
  const windows = cutWindows(77, [0, 38], { tokens: 78, overlap: { lines: 1 } });
  expect(windows.map(({ start }) => start)).toEqual([...new Set(windows.map(({ start }) => start))]);
  expect(windows[0]).toEqual({ start: 0, end: 38 });
});

test("windows end where lines end", () => {
  const starts = [0, 4, 8, 12, 16];
  expect(cutWindows(20, starts, { tokens: 12, overlap: { lines: 1 } })).toEqual([
    { start: 0, end: 8 },
    { start: 4, end: 12 },
    { start: 8, end: 16 },
    { start: 12, end: 20 },
  ]);
});

test("a line that is longer than a window is cut", () => {
  expect(cutWindows(25, [0], { tokens: 10, specialTokens: 0 })).toEqual([
    { start: 0, end: 10 },
    { start: 10, end: 20 },
    { start: 15, end: 25 },
  ]);
});

test("a text that fits is one window, and no tokens are none", () => {
  expect(cutWindows(5, [0, 3], { tokens: 512 })).toEqual([{ start: 0, end: 5 }]);
  expect(cutWindows(0, [], { tokens: 512 })).toEqual([]);
});

test("a file of 10 MB gives as many windows as are wanted", () => {
  const starts = Int32Array.from({ length: 300_000 }, (_, line) => line * 10);
  const windows = cutWindows(3_000_000, starts, { tokens: 512, overlap: { tokens: 64 }, most: 16 });
  expect(windows.length).toBe(16);
  expect(windows[0]!.start).toBe(0);
  expect(windows.at(-1)!.end).toBe(3_000_000);
  const steps = windows.slice(1).map(({ start }, at) => start - windows[at]!.start);
  expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.02);
});

test.each<[WindowOptions, RegExp]>([
  [{ tokens: 2 }, /no room for text/],
  [{ tokens: Number.NaN }, /no room for text/],
  [{ tokens: 12, overlap: { tokens: 6 } }, /cannot overlap by 6: give at most half, 5/],
  [{ tokens: 12, overlap: { tokens: -1 } }, /cannot overlap by -1/],
  [{ tokens: 12, overlap: { lines: 0.5 } }, /cannot overlap by 0.5/],
  [{ tokens: 12, most: 0 }, /At most 0 windows/],
])("%j is refused", (given, message) => {
  expect(() => cutWindows(100, [0], given)).toThrow(message);
});

describe("lines begin with", () => {
  const find = (text: string, starts: number[]) => [...findLineStarts(text, { starts: Int32Array.from(starts) })];

  test("the token behind a line end that is a token of its own", () => {
    // "a", "\n", "  ", "b"
    expect(find("a\n  b", [0, 1, 2, 4])).toEqual([0, 2]);
  });

  test("the token behind one that holds the line end and the indentation", () => {
    // "a", "\n  ", "b"
    expect(find("a\n  b", [0, 1, 4])).toEqual([0, 2]);
  });

  test("the first token where blanks are no tokens", () => {
    expect(find("a\r\n\r\n  b c\rd\n", [0, 7, 9, 11])).toEqual([0, 1, 3]);
  });

  test("nothing where there are no tokens", () => {
    expect(find("\n\n", [])).toEqual([]);
  });
});

test("a window is read between the special tokens that the model has", () => {
  const ids = Int32Array.of(10, 11, 12, 13);
  const window = { start: 1, end: 3 };
  expect([...windowIds(ids, window, { start: 1, end: 2, pad: 0 })]).toEqual([1, 11, 12, 2]);
  expect([...windowIds(ids, window, { end: 2, pad: 0 })]).toEqual([11, 12, 2]);
  expect(countAround({ end: 2, pad: 0 })).toBe(1);
});
