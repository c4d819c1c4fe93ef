import { describe, expect, test } from "vitest";
import { frequency } from "../../src/format/frequency.ts";

describe("a share as people count", () => {
  test.each([
    [0, "none"],
    [0.000_000_01, "1 in 1,000,000"],
    [0.001, "1 in 1,000"],
    [0.03, "1 in 33"],
    [0.1, "1 in 10"],
    [0.3, "3 in 10"],
    [0.5, "5 in 10"],
    [0.9, "9 in 10"],
    [0.97, "32 in 33"],
    [0.999, "999 in 1,000"],
    [1, "all"],
  ])("%d is %s", (share, text) => {
    expect(frequency(share)).toBe(text);
  });
});
