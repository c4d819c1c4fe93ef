import type { Sample } from "@whowrote/training/dataset/sample";
import { lengthBin, lengthBins } from "whowrote/length-bin";
import { openSyntaxParser } from "whowrote/node/grammars";
import { measureDetection } from "@whowrote/training/evaluate/detection-metrics";
import type { JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Cell } from "@whowrote/training/evaluate/table";
import { drawPerLabel, isWild } from "../bench-rows.ts";
import { floorCells } from "../floors.ts";
import type { Protocol } from "../protocol.ts";
import { judgeSamples, type Scorer } from "../scorer.ts";
import { truncate } from "../truncate.ts";
import { selectWild } from "./wild-code.ts";

const lineCounts = [5, 10, 20, 40, 80, 160, 200] as const;
const filesPerLabel = 800;

/** P6: what shorter code costs. */
export const p6: Protocol = {
  title: "P6: length",
  measure: async (rows, scorer) => {
    const drawn = drawPerLabel(selectWild(rows, "file"), filesPerLabel);
    const wild = rows.filter((row) => isWild(row) && row.label !== "hybrid");
    const judged = await judgeSamples(wild, scorer);
    const bins = Map.groupBy(judged.keys(), (at) => lengthBin(judged[at]!.score.lines));
    return [
      {
        caption: "Files cut short",
        notes: [
          `${drawn.length} files, drawn with a fixed seed, cut at a line end after so many lines behind the header; a file with fewer lines is left out. Thresholds of the TPR come from people's files cut to the same length.`,
        ],
        rows: await cutShort(drawn, scorer),
      },
      {
        caption: "Files and functions as they are, by lines",
        rows: lengthBins.flatMap((lines) => {
          const own = bins.get(lines);
          if (own === undefined) return [];
          return [{ lines, ...lengthCells(own.map((at) => judged[at]!)), ...floorCells(own.map((at) => wild[at]!)) }];
        }),
      },
    ];
  },
};

async function cutShort(files: readonly Sample[], scorer: Scorer): Promise<Record<string, Cell>[]> {
  const parser = await openSyntaxParser();
  try {
    const rows: Record<string, Cell>[] = [];
    for (const count of lineCounts) {
      const cut: Sample[] = [];
      for (const file of files) {
        const short = await truncate(file, count, parser);
        if (short) cut.push(short);
      }
      rows.push({ lines: `${count}`, ...lengthCells(await judgeSamples(cut, scorer)), ...floorCells(cut) });
    }
    return [...rows, { lines: "whole file", ...lengthCells(await judgeSamples(files, scorer)), ...floorCells(files) }];
  } finally {
    parser.close();
  }
}

function lengthCells(rows: readonly JudgedSample[]): Record<string, Cell> {
  const { humans, ais, auroc, tpr, falsePositives, recall, coverage } = measureDetection(rows, { replicates: 400 });
  return {
    people: humans,
    AI: ais,
    AUROC: auroc,
    "TPR at 1 %": tpr[1]!,
    "false alarms at the deployed 1 %": falsePositives,
    recall,
    coverage,
  };
}
