import { expect, test } from "vitest";
import { marks, type Piece } from "../src/reading.ts";
import { createReadingTokenizer, findMarkIds } from "../src/reading-tokens.ts";
import type { Tokenizer } from "../src/tokenizer.ts";

const unused = new Map(marks.map((_, at) => [`[unused${at + 1}]`, at + 1]));

/** One token a character: its code. */
function characterTokenizer(vocabulary: ReadonlyMap<string, number>) {
  const encoded: string[] = [];
  const tokenizer: Tokenizer = {
    vocabularySize: 256,
    special: { pad: 0 },
    idOf: (token) => vocabulary.get(token),
    encode: (text) => {
      encoded.push(text);
      const at = Int32Array.from({ length: text.length }, (_, place) => place);
      return { ids: at.map((place) => text.charCodeAt(place)), starts: at, ends: at.map((place) => place + 1) };
    },
  };
  return { tokenizer, encoded };
}

const piece = (text: string, start: number, startsLine = false): Piece => ({
  ...{ text, isMark: false, start, end: start + text.length, startsLine },
});
const mark = (text: string, start: number): Piece => ({ text, isMark: true, start, end: start, startsLine: true });

test("pieces become tokens with their places in the source, marks their entries", () => {
  const { tokenizer } = characterTokenizer(unused);
  const read = createReadingTokenizer(tokenizer)([mark("#same", 0), piece("ab", 0), mark("#deeper", 7), piece("c", 7)]);
  expect([...read.ids]).toEqual([1, 97, 98, 2, 99]);
  expect([...read.starts]).toEqual([0, 0, 1, 7, 7]);
  expect([...read.ends]).toEqual([0, 1, 2, 7, 8]);
  expect([...read.lineStarts]).toEqual([0, 3]);
});

test("the first token begins a line, and a piece without tokens begins none twice", () => {
  const { tokenizer } = characterTokenizer(unused);
  const read = createReadingTokenizer(tokenizer)([
    piece("a", 0),
    piece("", 1, true),
    piece("b", 2, true),
    piece("", 3, true),
  ]);
  expect([...read.lineStarts]).toEqual([0, 1]);
});

test("a piece that comes again is not cut again", () => {
  const { tokenizer, encoded } = characterTokenizer(unused);
  const tokenize = createReadingTokenizer(tokenizer);
  tokenize([piece("ab", 0), piece("ab", 3)]);
  tokenize([piece("ab", 9)]);
  expect(encoded).toEqual(["ab"]);
});

test("a mark has the entry of its own name before that of an unused one", () => {
  const { tokenizer } = characterTokenizer(new Map([...unused, ["#deeper", 77]]));
  expect(findMarkIds(tokenizer).get("#deeper")).toBe(77);
  expect(findMarkIds(tokenizer).get("#same")).toBe(1);
});

test("a vocabulary without room for the marks is refused", () => {
  const { tokenizer } = characterTokenizer(new Map());
  expect(() => findMarkIds(tokenizer)).toThrow('no entry for the mark "#same" and no [unused1] either');
});
