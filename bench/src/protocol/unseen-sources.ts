import type { Sample } from "@whowrote/training/dataset/sample";
import { measureDetection } from "@whowrote/training/evaluate/detection-metrics";
import { metricCells } from "@whowrote/training/evaluate/evaluation";
import type { JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Table } from "@whowrote/training/evaluate/table";
import { floorCells } from "../floors.ts";
import type { Protocol } from "../protocol.ts";
import { judgeSamples } from "../scorer.ts";

/** The sources, in the order in which results of others are quoted. */
const unseenSources = [
  "anvichip_mixed",
  "gptjava_rewrite",
  "gptsniffer",
  "semeval2026_t13a_trial",
  "suh_howfar",
  "whodunit",
] as const;

/** P1: whole sources that no training data comes from. */
export const p1: Protocol = {
  title: "P1: sources never trained on",
  measure: async (rows, scorer) => {
    const sources = selectUnseenSources(rows);
    const judged = await judgeSamples([...sources.values()].flat(), scorer);
    const bySource = Map.groupBy(judged, ({ sample }) => sample.source);
    const metrics = [...sources.keys()].map((source) => {
      const own = bySource.get(source)!;
      return { source, metrics: measureDetection(own, { groupOf: groupOf(own) }) };
    });
    const areas = metrics.map(({ metrics: { auroc } }) => auroc.value);
    const overall: Table = {
      caption: "Over the sources",
      rows: [
        {
          sources: areas.length,
          "mean AUROC": { value: areas.reduce((sum, area) => sum + area, 0) / areas.length },
          "lowest AUROC": { value: Math.min(...areas) },
        },
      ],
    };
    const quality: Table = {
      caption: "Quality",
      notes: [
        "Blanks at line ends are cut on both sides: in several sources only one side has them. A source without groups is resampled by row.",
      ],
      rows: metrics.map(({ source, metrics: own }) => ({ source, ...metricCells(own) })),
    };
    const floors: Table = {
      caption: "Floors on the same rows",
      rows: [...sources].map(([source, own], at) => ({
        source,
        "ours: AUROC": { value: metrics[at]!.metrics.auroc.value },
        ...floorCells(own),
      })),
    };
    return [quality, overall, floors];
  },
};

/** The rows of each source as they are judged. */
export function selectUnseenSources(rows: readonly Sample[]): Map<string, Sample[]> {
  const bySource = Map.groupBy(rows, ({ source }) => source);
  return new Map(
    unseenSources
      .filter((source) => bySource.has(source))
      .map((source) => [
        source,
        bySource
          .get(source)!
          .filter(({ label }) => label !== "hybrid")
          .map((row) => ({ ...row, code: row.code.replace(/[ \t]+$/gm, "") })),
      ]),
  );
}

/** With one group for everything, rows are all there is to resample. */
function groupOf(rows: readonly JudgedSample[]): (row: JudgedSample, index: number) => string {
  const groups = new Set(rows.map(({ sample }) => sample.group));
  return groups.size > 1 ? ({ sample }) => sample.group : (_, index) => `${index}`;
}
