import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SecretKey } from "../../src/llm/secret-key.ts";

describe("a key", () => {
  test.each([
    ["gsk_0123456789abcdefa1b2", "gsk_…a1b2"],
    ["sk-ant-0123456789abcdef", "sk-ant-…cdef"],
    ["0123456789abcdef", "…cdef"],
    ["0123456789abcde", "…"],
    ["gsk_short", "…"],
  ])("%j is shown as %j", (text, masked) => {
    expect(new SecretKey(text).masked).toBe(masked);
  });

  test("is masked wherever it is printed, inspected, or made JSON", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^gsk_[0-9A-Za-z]{20,50}$/), (text) => {
        const key = new SecretKey(text);
        const held = { deep: [{ key }] };
        const shown = [
          String(key),
          JSON.stringify(held),
          inspect(held, { depth: Infinity, showHidden: true, getters: true }),
          Object.getOwnPropertyNames(key).join(" "),
        ].join("\n");
        expect(shown).not.toContain(text);
        expect(shown).not.toContain(text.slice(4, -4));
        expect(key.reveal()).toBe(text);
      }),
    );
  });

  test("is masked in what others repeat", () => {
    expect(new SecretKey("gsk_0123456789abcdefa1b2").hideIn("key gsk_0123456789abcdefa1b2 is wrong")).toBe(
      "key gsk_…a1b2 is wrong",
    );
  });
});
