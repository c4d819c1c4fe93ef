import { expect, test } from "vitest";
import { editCells } from "../../src/protocol/edits.ts";
import { benchRow, judged } from "../bench-row.ts";

test("what an edit leaves is counted against the same rows at the clean threshold", () => {
  const people = [benchRow("wild-human", "human"), benchRow("wild-human", "human")];
  const ais = Array.from({ length: 4 }, () => benchRow("wild-ai", "ai"));
  const clean = [...people.map((row) => judged(row, 0.2)), ...ais.map((row) => judged(row, 0.9, ["ai"]))];
  const edited = [
    judged(people[0]!, 0.8, ["uncertain"]),
    judged(people[1]!, 0.3, ["human"]),
    judged(ais[0]!, 0.95, ["ai"]),
    judged(ais[1]!, 0.75, ["uncertain"]),
    judged(ais[2]!, 0.71, ["uncertain"]),
    judged(ais[3]!, 0.7, ["uncertain"]),
  ];
  expect(editCells(clean, edited, 0.7)).toMatchObject({
    "TPR at 1 %": { count: 3, n: 4 },
    kept: { value: 0.75 },
    "people over the threshold": { count: 1, n: 2 },
    "recall as deployed": { count: 1, n: 4 },
    "false alarms as deployed": { count: 0, n: 2 },
  });
});

test("what is kept of nothing is not defined", () => {
  const rows = Array.from({ length: 4 }, () => benchRow("wild-ai", "ai"));
  const clean = rows.map((row, at) => judged(row, at === 0 ? 0.9 : 0.1));
  const edited = rows.map((row) => judged(row, 0.9));
  const kept = editCells(clean, edited, 0.7)["kept"] as { value: number; high: number };
  expect(kept.value).toBe(4);
  // Resamples in which the edit finds what was not found before do not count as infinitely good.
  expect(kept.high).toBeLessThanOrEqual(4);
});
