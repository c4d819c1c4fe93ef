import { expect, test } from "vitest";
import { likenessKind } from "../../../src/view/compare/likeness-kind.ts";

test.each([
  [1, 1, 1, "same"],
  [0.3, 1, 0.3, "aWithinB"],
  [0.3, 0.3, 0.9, "bWithinA"],
  [0.5, 0.6, 0.7, "large"],
  [0.2, 0.3, 0.4, "some"],
  [0.05, 0.1, 0.1, "little"],
  [0.01, 0.02, 0.02, "none"],
])("%d in common, with %d and %d of each in the other, is called %s", (similarity, a_within_b, b_within_a, kind) => {
  expect(likenessKind({ structure: { similarity, a_within_b, b_within_a } })).toBe(kind);
});

test("without a comparison of how they are built nothing is said about a copy", () => {
  expect(likenessKind({})).toBe("meaning");
});
