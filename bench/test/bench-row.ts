import type { JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Sample } from "@whowrote/training/dataset/sample";
import type { Verdict } from "whowrote/verdict";

let made = 0;

/** A row of the benchmark; what is not given does not matter. */
export function benchRow(source: string, label: Sample["label"], fields: Partial<Sample> = {}): Sample {
  const id = `${source}:${made++}`;
  return { id, code: "x = 0.5\n", language: "python", label, source, group: id, ...fields };
}

/** A row with a probability and its verdicts at 1, 0.1 and 5 %. */
export function judged(
  sample: Sample,
  probability: number | null,
  verdicts: readonly Verdict[] = ["uncertain", "uncertain", "uncertain"],
  lines = 20,
): JudgedSample {
  return { sample, score: { probability, falseAlarmRate: null, lines, verdicts } };
}
