import type { Sample } from "@whowrote/training/dataset/sample";
import { measureDetection } from "@whowrote/training/evaluate/detection-metrics";
import { metricCells } from "@whowrote/training/evaluate/evaluation";
import type { Table } from "@whowrote/training/evaluate/table";
import { isWild } from "../bench-rows.ts";
import { floorCells } from "../floors.ts";
import type { Protocol } from "../protocol.ts";
import { judgeSamples, type Scorer } from "../scorer.ts";

/** P2: code that coding agents added to repositories, against people's code, of repositories never trained on. */
export const p2: Protocol = {
  title: "P2: repositories never trained on",
  measure: async (rows, scorer) => {
    const tables: Table[] = [];
    for (const kind of ["file", "function"] as const) tables.push(...(await measureKind(kind, rows, scorer)));
    return tables;
  },
};

/** Rows of wild-ai* and wild-human* of one kind. */
export function selectWild(rows: readonly Sample[], kind: "file" | "function"): Sample[] {
  return rows.filter((row) => isWild(row) && row.kind === kind && row.label !== "hybrid");
}

async function measureKind(kind: "file" | "function", rows: readonly Sample[], scorer: Scorer): Promise<Table[]> {
  const own = selectWild(rows, kind);
  const judged = await judgeSamples(own, scorer);
  const languages = [...Map.groupBy(judged, ({ sample }) => sample.language)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    {
      caption: `Quality on ${kind}s`,
      rows: [
        { language: "all", ...metricCells(measureDetection(judged)) },
        ...languages.map(([language, cell]) => ({ language, ...metricCells(measureDetection(cell)) })),
      ],
    },
    { caption: `Floors on ${kind}s`, rows: [{ rows: own.length, ...floorCells(own) }] },
  ];
}
