import { expect, test } from "vitest";
import { estimateShare } from "../../src/job/share-estimate.ts";
import { judged } from "./job-file.ts";

const rates = (language: string) => ({
  language,
  false_positive_rate: 0.01,
  humans: 1000,
  false_alarms: { value: 0.01 },
  ais: 1000,
  found: 0.51,
});
const files = Array.from({ length: 100 }, (_, at) => judged(at, `${at}.py`, { verdict: at < 26 ? "ai" : "human" }));

test("the share that was called AI is corrected for what is missed and what is called wrongly", () => {
  // (.26 − .01) / (.51 − .01), Rogan & Gladen 1978.
  const estimate = estimateShare(files, [rates("python")], 0.01);
  expect(estimate?.share).toBeCloseTo(0.5, 10);
  expect(estimate!.low).toBeLessThan(0.4);
  expect(estimate!.high).toBeGreaterThan(0.6);
});

test("files too short for a verdict and of languages without rates are left out", () => {
  const silent = judged(100, "s.py", { verdict: "uncertain", false_alarm_rate: null });
  const foreign = judged(101, "f.go", { verdict: "ai", language: "go" });
  const unknown = { ...rates("go"), found: 0 };
  expect(estimateShare([...files, silent, foreign], [rates("python")], 0.01)?.files).toBe(100);
  expect(estimateShare([...files, silent, foreign], [rates("python"), unknown], 0.01)?.files).toBe(100);
});

test("there is no estimate at a rate that was not measured, and none from few files", () => {
  expect(estimateShare(files, [rates("python")], 0.05)).toBeUndefined();
  expect(estimateShare(files.slice(0, 19), [rates("python")], 0.01)).toBeUndefined();
});
