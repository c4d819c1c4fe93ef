import { expect, test } from "vitest";
import { p6 } from "../../src/protocol/length-curve.ts";
import { benchRow } from "../bench-row.ts";
import { toyScorer } from "../toy-scorer.ts";

const file = (label: "human" | "ai", lines: number) =>
  benchRow(`wild-${label}`, label, {
    kind: "file",
    code: (label === "ai" ? "x = 0.95\n" : "x=0.1\n").repeat(lines),
  });

test("P6 cuts files at 5 to 200 lines and leaves out those with fewer, with the floors of the same cuts", async () => {
  const rows = [file("human", 200), file("human", 12), file("ai", 200), file("ai", 90)];
  const [cut, whole] = await p6.measure(rows, toyScorer);
  expect(cut!.rows.map((row) => [row["lines"], row["people"], row["AI"]])).toEqual([
    ["5", 2, 2],
    ["10", 2, 2],
    ["20", 1, 2],
    ["40", 1, 2],
    ["80", 1, 2],
    ["160", 1, 1],
    ["200", 1, 1],
    ["whole file", 2, 2],
  ]);
  expect(cut!.rows[0]).toMatchObject({ AUROC: { value: 1 }, "white space only: AUROC": { value: 1 } });
  expect(whole!.rows.map((row) => [row["lines"], row["length only: AUROC"]])).toEqual([
    ["10-29", { value: Number.NaN }],
    ["30-99", { value: Number.NaN }],
    ["100+", { value: 1 }],
  ]);
});
