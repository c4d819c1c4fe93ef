import type { Sample } from "../dataset/sample.ts";
import { aiLogOdds, familyHead, linearHead, sigmoidHead, type HeadDefinition } from "whowrote/encoder-head";
import { familyMetrics } from "./metrics/family-metrics.ts";
import { poolWindowScores } from "whowrote/window/pool-scores";
import { validationMetrics, type ScoredWindows } from "./metrics/validation-metrics.ts";

export const headKindIds = ["binary", "sigmoid", "family"] as const;
export type HeadKindId = (typeof headKindIds)[number];

type Facts = Pick<Sample, "label" | "family">;

/** What a head learns from samples. */
export interface HeadKind {
  /** Whether a sample is learned from. */
  readonly takes: (sample: Facts) => boolean;
  readonly define: (inSize: number) => HeadDefinition;
  /** Output that a sample is to be taken for, one number each. */
  readonly targetOf: (sample: Facts) => Float32Array;
  /** For class weights. */
  readonly classOf: (sample: Facts) => number;
  readonly classes: number;
  /** Its output is a log-odds, and the windows of a file are judged together. */
  readonly judgesFiles: boolean;
  /**
   * @param files which file a row is of
   * @param windows how the rows of a file are judged together, where the kind does
   */
  readonly measure: (
    outputs: Float32Array,
    samples: readonly Facts[],
    files: ArrayLike<number>,
    windows: "mean" | "max",
  ) => Record<string, number>;
  readonly best: string;
}

/** @param families most that are told apart; the rarest are left out */
export function createHeadKind(id: HeadKindId, samples: readonly Facts[], families: number): HeadKind {
  if (id === "family") return familyKind(samples, families);
  const define = (inSize: number) => (id === "sigmoid" ? sigmoidHead(inSize) : linearHead(inSize, 0.1));
  const definition = define(1);
  const isAi = ({ label }: Facts): number => (label === "ai" ? 1 : 0);
  return {
    define,
    takes: ({ label }) => label !== "hybrid",
    targetOf: (sample) => Float32Array.of(definition.outputs[0] === "human" ? 1 - isAi(sample) : isAi(sample)),
    classOf: isAi,
    classes: 2,
    judgesFiles: true,
    measure: (outputs, chosen, files, windows) => {
      const scores = outputs.map((output) => aiLogOdds({ definition }, output));
      const labels = chosen.map(isAi);
      return validationMetrics(windows === "mean" ? { scores, labels, files } : highest(scores, labels, files));
    },
    best: "auroc",
  };
}

/** One row a file: its most striking window's. */
function highest(scores: ArrayLike<number>, labels: readonly number[], files: ArrayLike<number>): ScoredWindows {
  const rows = new Map<number, { readonly scores: number[]; readonly label: number }>();
  for (const [at, label] of labels.entries()) {
    const row = rows.get(files[at]!) ?? { scores: [], label };
    row.scores.push(scores[at]!);
    rows.set(files[at]!, row);
  }
  const judged = [...rows.values()];
  return {
    scores: judged.map((row) => poolWindowScores(row.scores, "max")),
    labels: judged.map(({ label }) => label),
  };
}

function familyKind(samples: readonly Facts[], most: number): HeadKind {
  const counts = new Map<string, number>();
  for (const { label, family } of samples)
    if (label === "ai" && family !== undefined) counts.set(family, (counts.get(family) ?? 0) + 1);
  const families = [...counts]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([family]) => family)
    .sort();
  if (families.length < 2)
    throw new Error(`The data name ${families.length} families of AI; a family head needs two or more.`);
  const classOf = ({ family }: Facts): number => families.indexOf(family ?? "");
  return {
    define: (inSize) => familyHead(inSize, families),
    takes: (sample) => sample.label === "ai" && classOf(sample) >= 0,
    targetOf: (sample) => Float32Array.from(families, (_, at) => (at === classOf(sample) ? 1 : 0)),
    classOf,
    classes: families.length,
    judgesFiles: false,
    measure: (outputs, chosen) => familyMetrics(outputs, chosen.map(classOf), families.length),
    best: "macro f1",
  };
}
