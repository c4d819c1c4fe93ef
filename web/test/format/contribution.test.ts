import { expect, test } from "vitest";
import { contribution } from "../../src/format/contribution.ts";

test.each([
  [0, "log-odds", "0.00"],
  [0.00001, "log-odds", "0.00"],
  [0.00064, "log-odds", "+0.00064"],
  [-0.0234, "log-odds", "\u22120.023"],
  [0.42, "log-odds", "+0.42"],
  [-1.5, "log-odds", "\u22121.50"],
  [Math.LN2, "bits", "+1.00\u00a0bits"],
] as const)("%d in %s is said as %s", (logOdds, unit, said) => {
  expect(contribution(logOdds, unit)).toBe(said);
});
