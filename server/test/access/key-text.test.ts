import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createKeyText, keyIdForm, parseKeyText } from "../../src/access/key-text.ts";

const letters = "0123456789abcdefghjkmnpqrstvwxyz".split("");
const partOf = (length: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: length, maxLength: length }).map((parts) => parts.join(""));

describe("key text", () => {
  test("a new key has the form of a key and its parts", () => {
    for (let round = 0; round < 20; round++) {
      const { id, secret, text } = createKeyText();
      expect(text).toBe(`ww_${id}_${secret}`);
      expect(parseKeyText(text)).toEqual({ id, secret });
      expect(id).toMatch(keyIdForm);
    }
  });

  test("no two new keys are alike in either part", () => {
    const keys = Array.from({ length: 1000 }, createKeyText);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1000);
    expect(new Set(keys.map(({ secret }) => secret)).size).toBe(1000);
  });

  test("every character of the alphabet occurs about as often as another", () => {
    const text = Array.from({ length: 2000 }, () => createKeyText().secret).join("");
    // 104,000 characters, 3,250 of each expected; 6 standard deviations are 337.
    for (const letter of letters) expect(Math.abs(text.split(letter).length - 1 - 3250)).toBeLessThan(337);
  });

  test("what has the form is parsed into its parts", () => {
    fc.assert(
      fc.property(partOf(12), partOf(52), (id, secret) => {
        expect(parseKeyText(`ww_${id}_${secret}`)).toEqual({ id, secret });
      }),
    );
  });

  test("a key with one character changed into a foreign one, left out or doubled is none", () => {
    fc.assert(
      fc.property(
        fc.nat(67),
        fc
          .nat(0xffff)
          .map((unit) => String.fromCharCode(unit))
          .filter((unit) => !letters.includes(unit)),
        (at, foreign) => {
          const { text } = createKeyText();
          const head = text.slice(0, at);
          const tail = text.slice(at + 1);
          if (text[at] !== foreign) expect(parseKeyText(`${head}${foreign}${tail}`)).toBeUndefined();
          expect(parseKeyText(`${head}${tail}`)).toBeUndefined();
          expect(parseKeyText(`${head}${text[at]}${text[at]}${tail}`)).toBeUndefined();
        },
      ),
    );
  });

  test("no other text is a key", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(parseKeyText(text)).toBeUndefined();
      }),
    );
  });
});
