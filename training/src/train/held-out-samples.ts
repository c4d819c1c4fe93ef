import { lengthBin } from "whowrote/length-bin";
import type { HeldOutSample } from "./held-out-metrics.ts";
import type { TrainingRows } from "./training-rows.ts";
import { codeKind, populationWeight, type PopulationWeights } from "./weights.ts";

/** Rows as they were written; edited copies are learned from, never measured on. */
export function heldOutSamples(
  scores: Float32Array,
  lines: Uint32Array,
  rows: Pick<TrainingRows, "samples" | "labels" | "edited">,
  population: PopulationWeights,
): HeldOutSample[] {
  return rows.samples.flatMap((sample, row) =>
    rows.edited[row]
      ? []
      : [
          {
            sample,
            score: scores[row]!,
            ai: rows.labels[row] === 1,
            language: sample.language,
            bin: lengthBin(lines[row]!),
            group: sample.group,
            weight: populationWeight(sample, population),
            real: codeKind(sample) !== "exercise",
          },
        ],
  );
}
