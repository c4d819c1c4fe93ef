import { describe, expect, test } from "vitest";
import { defaultPreferences, parsePreferences } from "../../src/settings/preferences.ts";

describe("kept settings", () => {
  test("what was kept is read as it was", () => {
    const kept = {
      probabilityUnit: "frequency",
      contributionUnit: "bits",
      falsePositiveRate: 0.005,
      density: "compact",
    } as const;
    expect(parsePreferences(JSON.stringify(kept))).toEqual(kept);
  });

  test.each([
    [null],
    ["not json"],
    ["null"],
    ["[]"],
    ['{"density":3,"falsePositiveRate":0.5,"probabilityUnit":"dozen"}'],
  ])("%s is as if nothing had been chosen", (text) => {
    expect(parsePreferences(text)).toEqual(defaultPreferences);
  });
});
