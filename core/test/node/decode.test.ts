import { expect, test } from "vitest";
import { decode } from "../../src/node/decode.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a byte order mark is no part of the text", () => {
  expect(decode(utf8("\ufeffx = 1"))).toEqual({ text: "x = 1", replaced: 0 });
});

test("UTF-16 is read behind its byte order mark, in both byte orders", () => {
  expect(decode(bytes(0xff, 0xfe, 0x78, 0, 0xe4, 0))?.text).toBe("xä");
  expect(decode(bytes(0xfe, 0xff, 0, 0x78, 0, 0xe4))?.text).toBe("xä");
});

test("line ends of all systems become \\n", () => {
  expect(decode(utf8("a\r\nb\rc\nd"))?.text).toBe("a\nb\nc\nd");
});

test("invalid UTF-8 is replaced and counted, a written U+FFFD is not counted", () => {
  expect(decode(bytes(...utf8("# caf"), 0xe9, ...utf8(" \ufffd and more text")))).toEqual({
    text: "# caf\ufffd \ufffd and more text",
    replaced: 1,
  });
});

test("a NUL says binary, in UTF-16 too", () => {
  expect(decode(bytes(0x78, 0, 0x79))).toBeUndefined();
  expect(decode(bytes(0xff, 0xfe, 0x78, 0, 0, 0))).toBeUndefined();
});

test("bytes that are mostly no UTF-8 are binary without a NUL", () => {
  expect(decode(Uint8Array.from({ length: 300 }, (_, at) => 128 + (at % 100)))).toBeUndefined();
});

test("no bytes are an empty text", () => {
  expect(decode(bytes())).toEqual({ text: "", replaced: 0 });
});
