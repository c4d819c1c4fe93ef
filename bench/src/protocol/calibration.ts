import { measureDetection } from "@whowrote/training/evaluate/detection-metrics";
import type { JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Protocol } from "../protocol.ts";
import { judgeSamples } from "../scorer.ts";
import { selectUnseenSources } from "./unseen-sources.ts";
import { selectWild } from "./wild-code.ts";

/** P10: whether a probability of 0.8 is right in 8 of 10 cases. */
export const p10: Protocol = {
  title: "P10: calibration",
  measure: async (rows, scorer) => {
    const unseen = selectUnseenSources(rows);
    const sets = [
      ["P1, all sources", [...unseen.values()].flat()],
      ...unseen,
      ["P2, files", selectWild(rows, "file")],
      ["P2, functions", selectWild(rows, "function")],
    ] as const;
    const judged: (readonly [string, JudgedSample[]])[] = [];
    for (const [name, own] of sets) judged.push([name, await judgeSamples(own, scorer)]);
    return [
      {
        caption: "Calibration",
        notes: [
          "ECE over 15 bins of equal mass, of the rows as they are and with both labels weighing the same (the odds that the probability is stated at); Brier score at even odds. Rows without a probability are left out.",
        ],
        rows: judged.map(([set, own]) => {
          const metrics = measureDetection(own, { replicates: 0 });
          return {
            set,
            n: own.length,
            "with a probability": own.filter(({ score }) => score.probability !== null).length,
            ECE: { value: metrics.calibrationError },
            "ECE at even odds": { value: metrics.calibrationErrorAtEvenOdds },
            Brier: { value: metrics.brier },
            "false alarms at the deployed 1 %": metrics.falsePositives,
          };
        }),
      },
    ];
  },
};
