import { expect, test } from "vitest";
import { percent } from "../../src/format/percent.ts";

test.each([
  [0, "0 %"],
  [0.0004, "under 0.1 %"],
  [0.001, "0.1 %"],
  [0.032, "3.2 %"],
  [0.5, "50 %"],
  [0.994, "99.4 %"],
  [0.9996, "over 99.9 %"],
  [1, "100 %"],
])("%d is said as %s", (share, said) => {
  expect(percent(share).replaceAll("\u00a0", " ")).toBe(said);
});
