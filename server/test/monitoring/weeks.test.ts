import { expect, test } from "vitest";
import { rememberDays } from "../../src/monitoring/remember-days.ts";
import { weekOf } from "../../src/monitoring/weeks.ts";

test.each([
  ["2026-03-02T00:00:00Z", "2026-03-02"],
  ["2026-03-08T23:59:59Z", "2026-03-02"],
  ["2026-03-09T00:00:00Z", "2026-03-09"],
  ["2027-01-01T12:00:00Z", "2026-12-28"],
])("%s is in the week of Monday %s", (at, monday) => {
  expect(weekOf(new Date(at))).toBe(monday);
});

test("a day that is over is read once, the present one again after a minute", async () => {
  let now = new Date("2026-03-03T12:00:00Z");
  const read: string[] = [];
  const days = rememberDays(
    async (day) => {
      read.push(day.toISOString().slice(0, 10));
      return Promise.resolve([day]);
    },
    () => now,
  );
  await days(new Date("2026-03-01T00:00:00Z"));
  await days(new Date("2026-03-01T00:00:00Z"));
  expect(read).toEqual(["2026-03-01", "2026-03-02", "2026-03-03"]);
  now = new Date("2026-03-03T12:02:00Z");
  expect([...(await days(new Date("2026-03-02T00:00:00Z"))).keys()]).toEqual(["2026-03-02", "2026-03-03"]);
  expect(read).toEqual(["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-03"]);
});
