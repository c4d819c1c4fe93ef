import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createThinkingFilter } from "../../src/llm/thinking.ts";

function filter(pieces: readonly string[]): string {
  const { push, end } = createThinkingFilter();
  return pieces.map(push).join("") + end();
}

describe("what a model thought before it answered", () => {
  test("is taken away, however it is cut into pieces", () => {
    const text = "\n<think>\nlet me see <b>\n</think>\n\n answer </think> <think>kept";
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 80, maxLength: 80 }), (sizes) => {
        const pieces: string[] = [];
        for (let at = 0, piece = 0; at < text.length; at += sizes[piece]!, piece++)
          pieces.push(text.slice(at, at + sizes[piece]!));
        expect(filter(pieces)).toBe("answer </think> <think>kept");
      }),
    );
  });

  test.each(["plain", "  indented", "<thin", "<b>bold</b> <think>no</think>", ""])("is not there in %j", (text) => {
    expect(filter([...text])).toBe(text);
  });

  test("and cut off leaves no answer", () => {
    expect(filter(["<think>and then"])).toBe("");
  });
});
