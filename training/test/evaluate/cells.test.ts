import { expect, test } from "vitest";
import { splitIntoCells } from "../../src/evaluate/cells.ts";
import { judgedRow } from "./judged-row.ts";

const novice = judgedRow("human", 0.1, "human", { stratum: "novice" });
const linted = judgedRow("human", 0.2, "human", { stratum: "linted" });
const plain = judgedRow("human", 0.3, "human");
const goNovice = judgedRow("human", 0.4, "human", { stratum: "novice", language: "go", lines: 120 });
const openai = judgedRow("ai", 0.9, "ai", { family: "openai" });
const google = judgedRow("ai", 0.8, "ai", { family: "google" });
const rows = [plain, openai, novice, goNovice, google, linted];

test("people of every stratum are compared with all AI rows of their language", () => {
  expect(splitIntoCells(rows, ["language", "stratum"])).toEqual([
    { values: ["go", "novice"], rows: [goNovice] },
    { values: ["python", "–"], rows: [plain, openai, google] },
    { values: ["python", "linted"], rows: [linted, openai, google] },
    { values: ["python", "novice"], rows: [novice, openai, google] },
  ]);
});

test("every family is compared with all people", () => {
  const cells = splitIntoCells([plain, novice, openai, google], ["family"]);
  expect(cells.map(({ values, rows: own }) => [values[0], own.length])).toEqual([
    ["google", 3],
    ["openai", 3],
  ]);
});

test("length bins are by lines judged and sorted by number", () => {
  const lines = [9, 10, 29, 30, 99, 100].map((count) => judgedRow("ai", 0.5, "ai", { lines: count }));
  expect(splitIntoCells(lines, ["length"]).map(({ values, rows: own }) => [values[0], own.length])).toEqual([
    ["1-9", 1],
    ["10-29", 2],
    ["30-99", 2],
    ["100+", 1],
  ]);
});
