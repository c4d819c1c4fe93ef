import type { WireJob } from "@whowrote/server/schema/job";
import { expect, test } from "vitest";
import { jobReport } from "../../src/job/job-report.ts";
import { judged } from "./job-file.ts";

const job: WireJob = {
  id: "0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f",
  state: "done",
  created_at: "2026-03-03T12:00:00.000Z",
  files: { total: 3, done: 2, failed: 1, skipped: 0 },
  progress: 1,
  options: { false_positive_rate: 0.02 },
};
const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
const report = jobReport({
  job,
  files: [
    judged(0, `z/${hostile}.py`, { verdict: "ai", probability: 0.97, language: hostile }),
    judged(1, "a/one.py"),
    judged(2, "a\u202epy.exe", { state: "failed", verdict: undefined, error: hostile }),
  ],
  usualRate: 0.01,
  estimate: undefined,
  madeAt: "2026-03-04T12:00:00.000Z",
});

test("a report holds no tag and no address that came with the files", () => {
  expect(report.match(/<(script|img|link|iframe|a)\b/gi)).toBeNull();
  expect(report).not.toContain("\u202e");
  expect(report).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(report).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test("a report goes by folder and names settings, model and dates", () => {
  expect(report.match(/<h2>(.)/g)).toEqual(["<h2>(", "<h2>a", "<h2>z"]);
  for (const fact of ["quick@0.1.0", "2\u00a0%", "3 Mar 2026", "4 Mar 2026", job.id]) expect(report).toContain(fact);
});
