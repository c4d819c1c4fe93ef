import fc from "fast-check";
import { expect, test } from "vitest";
import { createSourceOffsets } from "../../src/inference/source-offsets.ts";

/** What detectors read of a text. */
const read = (text: string): string => text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");

test("every character that a detector reads is found where it stands in the text that was given", () => {
  const texts = fc
    .array(fc.constantFrom("a", "\n", "\r\n", "\r", "\uFEFF", "é"), { maxLength: 30 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      const offset = createSourceOffsets(text);
      const seen = read(text);
      for (const [at, character] of [...seen].entries()) {
        const start = offset(at);
        expect(read(`.${text.slice(start, offset(at + 1))}`)).toBe(`.${character}`);
      }
      expect(offset(seen.length)).toBe(text.length);
    }),
  );
});

test("a token ends before the line end that follows it", () => {
  const text = "\uFEFFone\r\ntwo\r\n";
  const offset = createSourceOffsets(text);
  expect(text.slice(offset(0), offset(3))).toBe("one");
  expect(text.slice(offset(4), offset(7))).toBe("two");
});
