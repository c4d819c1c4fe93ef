import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonDepth } from "../../src/middleware/json-depth.ts";

const depthOf = (text: string): number => jsonDepth(new TextEncoder().encode(text));

test.each([
  ["1", 0],
  ["[]", 1],
  ['{"a":[{}]}', 3],
  ['["[[[["]', 1],
  [String.raw`["\"[[", "\\"]`, 1],
  ["[[", 2],
  ['["', 1],
  ["]]]][", 0],
])("%s is nested %i deep", (text, depth) => {
  expect(depthOf(text)).toBe(depth);
});

test("the depth of a JSON value is that of its lists and objects", () => {
  const deep = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(deep)) : 0;
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(depthOf(JSON.stringify(value))).toBe(deep(value));
    }),
  );
});
