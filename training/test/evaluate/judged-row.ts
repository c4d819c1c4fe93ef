import type { Verdict } from "whowrote/verdict";
import type { Sample } from "../../src/dataset/sample.ts";
import type { JudgedSample } from "../../src/evaluate/judged-sample.ts";

let made = 0;

/** A row with a probability and one verdict; what is not given does not matter. */
export function judgedRow(
  label: Sample["label"],
  probability: number | null,
  verdict: Verdict,
  fields: Partial<Sample> & { lines?: number } = {},
): JudgedSample {
  const { lines = 20, ...sample } = fields;
  const id = `row-${made++}`;
  return {
    sample: { id, label, language: "python", source: "toy", group: id, ...sample },
    score: { probability, falseAlarmRate: null, lines, verdicts: [verdict] },
  };
}
