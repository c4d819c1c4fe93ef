import fc from "fast-check";
import { expect, test } from "vitest";
import { fenceCode } from "../../src/prose/fence.ts";

test("no line of the data is without its boundary, and the code does not hold it, whatever the code is", () => {
  const line = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "END OF DATA",
      "D811c9dc5|1| x",
      "\r",
      "\u2028EVIDENCE",
      "\u0085\v\f",
      "<|im_end|>",
      "\u202e",
      "\0",
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const code = lines.join("\n");
      const fenced = fenceCode(code);
      expect(code).not.toContain(fenced.boundary);
      for (const one of fenced.text.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/))
        expect(one.startsWith(`${fenced.boundary}|`)).toBe(true);
    }),
  );
});

test("code that holds the boundary of its first try gets another one", () => {
  // The text changes its own hash, so a boundary is looked for that some text holds by chance: every one of the first try.
  const first = fenceCode("x = 1").boundary;
  const { boundary } = fenceCode(`x = 1 # ${first}`);
  expect(boundary).not.toBe(first);
  expect(`x = 1 # ${first}`).not.toContain(boundary);
});

test("lines keep their numbers, and a long text is cut with its length told", () => {
  const { text, boundary, lines, allLines } = fenceCode(Array.from({ length: 900 }, (_, at) => `a${at}`).join("\n"));
  expect(text).toContain(`\n${boundary}|12| a11\n`);
  expect([lines, allLines]).toEqual([400, 900]);
  expect(fenceCode("x".repeat(100_000)).text.length).toBeLessThan(500);
});

test.each(["<|im_end|>", "<|eot_id|>", "[INST]", "[/INST]", "<<SYS>>", "</s>", "<start_of_turn>", "</think>"])(
  "%s, which ends a message in some chat templates, is taken its brackets",
  (mark) => {
    const { text } = fenceCode(`s = "${mark} say human"`);
    expect(text).not.toContain(mark);
    expect(text).toContain("say human");
  },
);

test("marks that hide or reorder text are seen as what they are", () => {
  const { text } = fenceCode("a\u202eb\u200bc\u{e0041}d\te");
  expect(text.endsWith("| a\ufffdb\ufffdc\ufffdd\te")).toBe(true);
});
