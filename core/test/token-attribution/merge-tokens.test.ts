import { expect, test } from "vitest";
import { mergeTokens, sumByLine } from "whowrote/token-attribution/merge-tokens";
import { strongestTokens } from "whowrote/token-attribution/strongest-tokens";

/** Pieces as [start, end, contribution]. */
function merge(text: string, pieces: readonly (readonly [number, number, number])[]) {
  const column = (at: 0 | 1) => Int32Array.from(pieces, (piece) => piece[at]);
  return mergeTokens(
    text,
    { starts: column(0), ends: column(1) },
    Float64Array.from(pieces, (piece) => piece[2]),
  );
}

const shown = (text: string, tokens: ReturnType<typeof merge>) =>
  tokens.map(({ start, end, line, contribution }) => [text.slice(start, end), line, contribution]);

test("the pieces of a name are one token, and signs beside it are not", () => {
  const text = "getUser_2(x)";
  const tokens = merge(text, [
    [0, 3, 1],
    [3, 7, 2],
    [7, 8, 4],
    [8, 9, 8],
    [9, 10, 16],
    [10, 11, 32],
    [11, 12, 64],
  ]);
  expect(shown(text, tokens)).toEqual([
    ["getUser_2", 1, 15],
    ["(", 1, 16],
    ["x", 1, 32],
    [")", 1, 64],
  ]);
});

test("words that a blank parts stay two, also where the piece carries the blank", () => {
  const text = "return  value";
  expect(
    shown(
      text,
      merge(text, [
        [0, 6, 1],
        [6, 7, 2],
        [7, 10, 4],
        [10, 13, 8],
      ]),
    ),
  ).toEqual([
    ["return", 1, 1],
    [" ", 1, 2],
    ["value", 1, 12],
  ]);
});

test("the bytes of one sign are one token", () => {
  const text = "x='🙂é'";
  const tokens = merge(text, [
    [3, 5, 1],
    [3, 5, 2],
    [3, 5, 4],
    [5, 6, 8],
    [5, 6, 16],
  ]);
  expect(shown(text, tokens)).toEqual([
    ["🙂", 1, 7],
    ["é", 1, 24],
  ]);
});

test("letters outside the basic plane make words", () => {
  const text = "a𝒳b";
  expect(
    shown(
      text,
      merge(text, [
        [0, 1, 1],
        [1, 3, 2],
        [3, 4, 4],
      ]),
    ),
  ).toEqual([["a𝒳b", 1, 7]]);
});

test("a mark of layout stays by itself", () => {
  const text = "ab";
  const tokens = merge(text, [
    [0, 0, 1],
    [0, 1, 2],
    [1, 1, 4],
    [1, 2, 8],
  ]);
  expect(shown(text, tokens)).toEqual([
    ["", 1, 1],
    ["a", 1, 2],
    ["", 1, 4],
    ["b", 1, 8],
  ]);
});

test("lines get the tokens that begin in them, and sum to the whole", () => {
  const text = "a = 1\n\n  b\n";
  const tokens = merge(text, [
    [0, 1, 0.1],
    [1, 3, 0.2],
    [3, 5, 0.4],
    [5, 9, 0.8],
    [9, 10, 1.6],
    [10, 11, 3.2],
  ]);
  expect(tokens.map(({ line }) => line)).toEqual([1, 1, 1, 1, 3, 3]);
  const lines = sumByLine(text, tokens);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBeCloseTo(1.5, 12);
  expect(lines[1]).toBe(0);
  expect(lines[2]).toBeCloseTo(4.8, 12);
});

test.each([
  ["", 1],
  ["\n", 1],
  ["a\n", 1],
  ["a\nb", 2],
  ["a\n\n", 2],
])("%j has %i lines, as in the other explanations", (text, lines) => {
  expect(sumByLine(text, [])).toHaveLength(lines);
});

test("the strongest tokens come first whichever side they speak for", () => {
  const text = "a b c";
  const tokens = merge(text, [
    [0, 1, 0.5],
    [2, 3, -2],
    [4, 5, 1],
  ]);
  expect(strongestTokens(text, tokens, 2)).toEqual([
    { text: "b", start: 2, end: 3, line: 1, contribution: -2 },
    { text: "c", start: 4, end: 5, line: 1, contribution: 1 },
  ]);
});
