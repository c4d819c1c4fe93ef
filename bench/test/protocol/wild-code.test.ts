import { expect, test } from "vitest";
import { p2, selectWild } from "../../src/protocol/wild-code.ts";
import { benchRow } from "../bench-row.ts";
import { toyScorer } from "../toy-scorer.ts";

test("P2 takes rows of one kind of all wild sets and of no other", () => {
  const rows = [
    benchRow("wild-ai-3", "ai", { kind: "file" }),
    benchRow("wild-human", "human", { kind: "file" }),
    benchRow("wild-human-2", "human", { kind: "function" }),
    benchRow("agent_commits", "ai", { kind: "file" }),
  ];
  expect(selectWild(rows, "file")).toEqual(rows.slice(0, 2));
  expect(selectWild(rows, "function")).toEqual([rows[2]]);
});

test("P2 measures files and functions apart, over all languages and in each", async () => {
  const rows = (["python", "go"] as const).flatMap((language) => [
    benchRow("wild-human", "human", { kind: "file", language, code: language === "go" ? "0.8" : "0.2" }),
    benchRow("wild-ai", "ai", { kind: "file", language, code: "0.5" }),
    benchRow("wild-ai", "ai", { kind: "function", language, code: "0.95" }),
  ]);
  const [files, , functions] = await p2.measure(rows, toyScorer);
  expect(files!.rows.map((row) => [row["language"], row["people"], (row["AUROC"] as { value: number }).value])).toEqual(
    [
      ["all", 2, 0.5],
      ["go", 1, 0],
      ["python", 1, 1],
    ],
  );
  expect(functions!.rows[0]).toMatchObject({ people: 0, AI: 2, recall: { value: 1 } });
});
