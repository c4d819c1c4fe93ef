import { expect, test } from "vitest";
import { riskLevelOf } from "../../src/schema/detect-ai.ts";

test.each([
  ["ai", 0.97, "high"],
  // A rare language: the evidence carries the verdict though the probability is low.
  ["ai", 0.4, "high"],
  ["uncertain", 0.99, "medium"],
  ["uncertain", 0.5, "medium"],
  ["uncertain", 0.49, "low"],
  ["human", 0.02, "low"],
  ["human", 0.6, "low"],
  ["uncertain", null, "unknown"],
] as const)("the verdict %s at probability %d is of %s risk", (verdict, probability, level) => {
  expect(riskLevelOf({ verdict, probability })).toBe(level);
});
