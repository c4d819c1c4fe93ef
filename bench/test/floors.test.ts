import { expect, test } from "vitest";
import { majorityMacroF1, measureFloor } from "../src/floors.ts";
import { benchRow } from "./bench-row.ts";

const rows = [
  benchRow("whodunit", "ai", { code: "a=1\nb=2\nc=3" }),
  benchRow("whodunit", "ai", { code: "a=1\nb=2" }),
  benchRow("whodunit", "human", { code: "\ta=1" }),
];

test("a floor takes the better direction of its best measure", () => {
  expect(measureFloor(rows, "length").auroc).toBe(1);
  const shorter = rows.map((row) => ({ ...row, label: row.label === "ai" ? ("human" as const) : ("ai" as const) }));
  expect(measureFloor(shorter, "length").auroc).toBe(1);
});

test("white space alone tells tabs from none and sees nothing in equal layouts", () => {
  expect(measureFloor(rows, "white space").auroc).toBe(1);
  const equal = ["x=1", "y=2", "z=3"].map((code, i) => benchRow("whodunit", i < 1 ? "ai" : "human", { code }));
  expect(measureFloor(equal, "white space").auroc).toBe(0.5);
});

// f1_score([1, 1, 0], [1, 1, 1], average='macro') = 0.4, scikit-learn 1.9.1
test("the majority's macro-F1 is that of one answer for all", () => {
  expect(majorityMacroF1(rows)).toBeCloseTo(0.4, 12);
});

test("a text without a sign has no white space", () => {
  const emptied = [benchRow("wild-human", "human", { code: "" }), benchRow("wild-ai", "ai", { code: "a = 1" })];
  expect(measureFloor(emptied, "white space").auroc).toBe(1);
});
