import { expect, test } from "vitest";
import type { Sample } from "@whowrote/training/dataset/sample";
import { p2r, selectRepositories } from "../../src/protocol/inside-repositories.ts";
import { benchRow } from "../bench-row.ts";
import { toyScorer } from "../toy-scorer.ts";

const rowsOf = (count: number, label: "human" | "ai", repo: string, date: string, code = "0.5"): Sample[] =>
  Array.from({ length: count }, (_, i) =>
    benchRow(`wild-${label}`, label, { repo, date, code, path: `${label}${i}.py`, group: repo }),
  );

test("a repository counts with eight old rows of people and eight new rows of agents", () => {
  const rows = [
    ...rowsOf(8, "human", "both", "2021-05-31"),
    ...rowsOf(8, "ai", "both", "2025-01-01T00:00:00Z"),
    ...rowsOf(3, "human", "both", "2021-06-01"),
    ...rowsOf(8, "human", "late people", "2021-07-01"),
    ...rowsOf(8, "ai", "late people", "2025-06-01"),
    ...rowsOf(8, "human", "early agents", "2019-01-01"),
    ...rowsOf(8, "ai", "early agents", "2024-12-31"),
    ...rowsOf(7, "human", "seven", "2019-01-01"),
    ...rowsOf(9, "ai", "seven", "2026-01-01"),
  ];
  const selected = selectRepositories(rows);
  expect([...selected.keys()]).toEqual(["both"]);
  expect(selected.get("both")).toEqual(rows.slice(0, 16));
});

test("a row without a date counts on neither side", () => {
  const rows = [...rowsOf(8, "human", "r", "2019-01-01"), ...rowsOf(8, "ai", "r", "2025-02-01")];
  const undated = rows.map((row) => {
    const { date: _, ...rest } = row;
    return rest;
  });
  expect(selectRepositories(undated).size).toBe(0);
});

test("P2r lists the repositories with their areas and the mean over repositories", async () => {
  const rows = [
    ...rowsOf(8, "human", "a/easy", "2019-01-01", "0.1"),
    ...rowsOf(20, "ai", "a/easy", "2025-02-01", "0.9"),
    ...rowsOf(8, "human", "b/hard", "2019-01-01", "0.5"),
    ...rowsOf(8, "ai", "b/hard", "2025-02-01", "0.5"),
  ];
  const [table, floors] = await p2r.measure(rows, toyScorer);
  expect(table!.rows.map((row) => [row["repository"], row["people"], row["AI"], row["AUROC"]])).toMatchObject([
    ["a/easy", 8, 20, { value: 1 }],
    ["b/hard", 8, 8, { value: 0.5 }],
    ["mean", 16, 28, { value: 0.75 }],
  ]);
  // All texts are equally long.
  expect(floors!.rows).toEqual([
    { repositories: 2, "length only": { value: 0.5 }, "white space only": { value: 0.5 } },
  ]);
});

test("a floor of P2r takes one direction for all repositories", async () => {
  const rows = [
    ...rowsOf(8, "human", "a", "2019-01-01", "0.1"),
    ...rowsOf(8, "ai", "a", "2025-02-01", "0.1 longer"),
    ...rowsOf(8, "human", "b", "2019-01-01", "0.1 longer"),
    ...rowsOf(8, "ai", "b", "2025-02-01", "0.1"),
  ];
  expect((await p2r.measure(rows, toyScorer))[1]!.rows[0]).toMatchObject({ "length only": { value: 0.5 } });
});
