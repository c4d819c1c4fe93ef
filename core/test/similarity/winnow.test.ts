import fc from "fast-check";
import { expect, test } from "vitest";
import { alwaysFound, shortestFound, winnow } from "../../src/similarity/winnow.ts";

const tokens = (length: number) => fc.array(fc.nat(1000), { minLength: length, maxLength: length });
const upTo = (length: number) => fc.array(fc.nat(1000), { maxLength: length });
const winnowOf = (...parts: readonly (readonly number[])[]): Set<number> => winnow(Uint32Array.from(parts.flat()));

test("a stretch that two texts share is always found when it is long enough", () => {
  fc.assert(
    fc.property(tokens(alwaysFound), upTo(60), upTo(60), upTo(60), upTo(60), (shared, a, b, c, d) => {
      expect(winnowOf(a, shared, b).intersection(winnowOf(c, shared, d)).size).toBeGreaterThan(0);
    }),
  );
});

test("a shorter stretch than the shortest is never found", () => {
  const shared = Array.from({ length: shortestFound - 1 }, (_, at) => at);
  const around = (first: number) => Array.from({ length: 50 }, (_, at) => first + at);
  const [a, b] = [winnowOf(around(1000), shared, around(2000)), winnowOf(around(3000), shared, around(4000))];
  expect(a.intersection(b).size).toBe(0);
});

test("of many runs few are chosen: two in a window and one more, as the paper expects", () => {
  const length = 20_000;
  const chosen = winnow(Uint32Array.from({ length }, (_, at) => Math.imul(at, 0x9e3779b1) ^ (at << 7)));
  // Density 2 / (w + 1) for random hashes (section 3.2 of the paper).
  const expected = (2 / (alwaysFound - shortestFound + 2)) * length;
  expect(chosen.size).toBeGreaterThan(expected * 0.9);
  expect(chosen.size).toBeLessThan(expected * 1.1);
});

test("a text of one run has one fingerprint", () => {
  expect(winnow(new Uint32Array(shortestFound).map((_, at) => at)).size).toBe(1);
});

test.each([0, 1, shortestFound - 1])("a text of %i tokens has no fingerprint", (length) => {
  expect(winnow(new Uint32Array(length)).size).toBe(0);
});

test("of equal runs one is kept", () => {
  expect(winnow(new Uint32Array(500)).size).toBe(1);
});
