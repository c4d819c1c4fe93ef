import { expect, test } from "vitest";
import { readFilter, toPredictionQuery, withFilter } from "../../../src/view/history/history-filter.ts";

const whole =
  "path=src%2F&verdict=ai&language=go&model=quick%400.1.0&source=jobs&from=2026-03-01&to=2026-03-31&disputed=1";

test("everything that can be filtered by is read from the address and asked of the API, the last day included", () => {
  const query = toPredictionQuery(readFilter(new URLSearchParams(whole)));
  expect(query).toEqual({
    path: "src/",
    verdict: "ai",
    language: "go",
    model_version: "quick@0.1.0",
    source: "jobs",
    since: new Date(2026, 2, 1).toISOString(),
    until: new Date(2026, 3, 1).toISOString(),
    disputed: "true",
  });
});

test.each(["verdict=mixed", "language=cobol", "from=2026-02-30", "to=2026-13-01", "from=soon", "disputed=0", "path="])(
  "%s is as if it had not been asked",
  (query) => {
    expect(readFilter(new URLSearchParams(query))).toEqual({});
  },
);

test("another filter leads back to the first page and leaves the others", () => {
  const address = new URLSearchParams("verdict=ai&after=x");
  expect(String(withFilter(address, "language", "go"))).toBe("verdict=ai&language=go");
  expect(String(withFilter(address, "verdict", ""))).toBe("");
});
