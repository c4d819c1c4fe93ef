import { expect, test } from "vitest";
import { p1, selectUnseenSources } from "../../src/protocol/unseen-sources.ts";
import { benchRow } from "../bench-row.ts";
import { toyScorer } from "../toy-scorer.ts";

test("P1 takes the six sources, people and AI only, in their order", () => {
  const rows = [
    benchRow("whodunit", "ai"),
    benchRow("wild-ai", "ai"),
    benchRow("anvichip_mixed", "human"),
    benchRow("anvichip_mixed", "hybrid"),
    benchRow("debian11_human_files", "human"),
  ];
  const selected = selectUnseenSources(rows);
  expect([...selected.keys()]).toEqual(["anvichip_mixed", "whodunit"]);
  expect(selected.get("anvichip_mixed")).toHaveLength(1);
});

test("P1 judges rows without blanks at line ends", () => {
  const rows = [benchRow("suh_howfar", "human", { code: "if x: \t\n\ty = 1  \n" })];
  expect(selectUnseenSources(rows).get("suh_howfar")![0]!.code).toBe("if x:\n\ty = 1\n");
});

test("P1 gives the area of each source, the mean of the sources, and floors on the same rows", async () => {
  const rows = [0.1, 0.6].flatMap((human) => [
    benchRow("whodunit", "human", { code: `${human}`, group: "a" }),
    benchRow("whodunit", "ai", { code: "0.95 long", group: "a" }),
    benchRow("gptsniffer", "human", { code: `${human}`, group: "b" }),
    benchRow("gptsniffer", "ai", { code: "0.3", group: "c" }),
  ]);
  const [quality, overall, floors] = await p1.measure(rows, toyScorer);
  expect(quality!.rows.map((row) => [row["source"], row["AUROC"]])).toMatchObject([
    ["gptsniffer", { value: 0.5 }],
    ["whodunit", { value: 1 }],
  ]);
  expect(overall!.rows).toEqual([{ sources: 2, "mean AUROC": { value: 0.75 }, "lowest AUROC": { value: 0.5 } }]);
  expect(floors!.rows[1]).toMatchObject({ source: "whodunit", "length only: AUROC": { value: 1 } });
});

test("a source without groups is resampled by row, so its interval is not a point", async () => {
  const rows = Array.from({ length: 40 }, (_, i) =>
    benchRow("anvichip_mixed", i % 2 ? "ai" : "human", { code: `0.${(i * 7) % 10}${i}`, group: "anvichip_mixed" }),
  );
  const { low, high } = (await p1.measure(rows, toyScorer))[0]!.rows[0]!["AUROC"] as { low: number; high: number };
  expect(high - low).toBeGreaterThan(0.1);
});
