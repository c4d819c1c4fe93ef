import { expect, test } from "vitest";
import { fillDays } from "../../../src/view/models/fill-days.ts";

test("days without anything are counted as none, also across the end of a month", () => {
  const counted = [
    { day: "2026-02-28", verdict: "ai", count: 2 },
    { day: "2026-03-02", verdict: "uncertain", count: 5 },
    { day: "2026-03-02", verdict: "human", count: 1 },
    { day: "2026-04-01", verdict: "ai", count: 9 },
  ] as const;
  expect(fillDays(counted, Date.UTC(2026, 1, 28), 3)).toEqual([
    { day: "2026-02-28", human: 0, ai: 2, uncertain: 0 },
    { day: "2026-03-01", human: 0, ai: 0, uncertain: 0 },
    { day: "2026-03-02", human: 1, ai: 0, uncertain: 5 },
  ]);
});
