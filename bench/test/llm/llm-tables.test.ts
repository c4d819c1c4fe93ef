import { expect, test } from "vitest";
import { llmSections } from "../../src/llm/llm-tables.ts";
import type { RewriteMeasurement } from "../../src/llm/rewrites.ts";

const measured = (mostInMinute: number): RewriteMeasurement => ({
  name: "two keys",
  calls: 100,
  seconds: 63,
  allowedSeconds: 60,
  lost: { "failed: no answer": 2 },
  limit: 30,
  report: {
    keys: [
      { key: "a", requests: 60, answered: 50, refused: 3, mostInMinute },
      { key: "b", requests: 45, answered: 48, refused: 0, mostInMinute: 20 },
    ],
    dropped: 1,
    failed: 2,
  },
});

const overhead = { connections: 1, calls: 400, client: { p50: 3, p95: 5 }, bare: { p50: 1, p95: 2 } };

test("the aims are those of the first measurement, and say what was not reached", () => {
  const [aims, keys] = llmSections([measured(31), measured(1)], [overhead]);
  expect(aims!.tables[0]!.rows).toEqual([
    { aim: "time / time that the limits allow: at most 1.1", measured: 1.05, reached: "yes" },
    { aim: "most requests of a key in any minute: at most 30", measured: 31, reached: "no" },
    { aim: "calls lost: at most 0", measured: 2, reached: "no" },
    { aim: "milliseconds of a call beside a bare fetch, one at a time: at most 5", measured: 2, reached: "yes" },
  ]);
  expect(keys!.tables[0]!.rows[0]).toMatchObject({
    requests: 105,
    "refused for a limit": 3,
    "dropped or 503": 3,
    lost: 2,
  });
});
