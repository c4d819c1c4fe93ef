import { expect, test } from "vitest";
import { alarmRows, p5 } from "../../src/protocol/false-alarms.ts";
import { benchRow, judged } from "../bench-row.ts";
import { toyScorer } from "../toy-scorer.ts";

test("false alarms are counted at each rate, over all rows, abstentions as no alarm", () => {
  const person = benchRow("wild-human", "human", { stratum: "novice" });
  const rows = [
    judged(person, 0.99, ["ai", "uncertain", "ai"]),
    judged(person, 0.95, ["uncertain", "uncertain", "ai"]),
    judged(person, null),
    judged(person, 0.1, ["human", "human", "human"]),
  ];
  expect(alarmRows(rows, { stratum: ({ sample }) => sample.stratum! }, 1)).toMatchObject([
    {
      stratum: "novice",
      n: 4,
      "called AI at 0.1 %": { count: 0 },
      "called AI at 1 %": { count: 1 },
      "called AI at 5 %": { count: 2 },
      coverage: { count: 2 },
    },
  ]);
  expect(alarmRows(rows, { stratum: ({ sample }) => sample.stratum! }, 5)).toEqual([]);
});

test("P5 gives every kind of people's code and every other source its row, and leaves AI rows out", async () => {
  const rows = [
    benchRow("wild-human", "human", { stratum: "linted", code: "0.95" }),
    benchRow("wild-human-3", "human", { stratum: "no-ai-policy", date: "2025-01-01", policySince: "2024-01-01" }),
    benchRow("wild-human-3", "human", { stratum: "no-ai-policy", date: "2023-01-01", policySince: "2024-01-01" }),
    benchRow("rosetta_2017_human", "human"),
    benchRow("wild-ai", "ai", { code: "0.95" }),
  ];
  const [strata, sources] = await p5.measure(rows, toyScorer);
  expect(
    strata!.rows.map((row) => [row["stratum"], row["n"], (row["called AI at 1 %"] as { count: number }).count]),
  ).toEqual([
    ["linted", 1, 1],
    ["no-ai-policy", 2, 0],
    ["no-ai-policy, policy older than the row", 1, 0],
    ["all", 3, 1],
  ]);
  expect(sources!.rows.map((row) => row["source"])).toEqual(["rosetta_2017_human"]);
});

test("P5 has a row for each kind of people's code, language and length with enough rows", async () => {
  const many = (count: number, fields: object) =>
    Array.from({ length: count }, () => benchRow("wild-human", "human", { stratum: "novice", ...fields }));
  const rows = [
    ...many(30, { language: "go" }),
    ...many(29, { language: "rust" }),
    ...many(31, { language: "go", code: "x = 0.95\n".repeat(40) }),
  ];
  const cells = (await p5.measure(rows, toyScorer)).find(({ caption }) => caption.endsWith("language and length"))!;
  expect(
    cells.rows.map((row) => [row["stratum"], row["language"], row["lines"], row["n"], row["called AI at 1 %"]]),
  ).toMatchObject([
    ["novice", "go", "1-9", 30, { count: 0 }],
    ["novice", "go", "30-99", 31, { count: 31 }],
  ]);
});
