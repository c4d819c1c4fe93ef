import type { Head, HeadDefinition } from "whowrote/encoder-head";
import type { HeadKind } from "./head-kind.ts";
import { headPrefix } from "./parameters/head-values.ts";
import type { HeadOptions, WindowWay } from "./options.ts";
import type { TrainedModel } from "./run/run-training.ts";
import { wayMeasure } from "./data/train-head-data.ts";
import type { HistoryEntry } from "./training-history.ts";

/** A head that was learned, and the ways in which it was measured on files; none where the kind judges no files. */
export interface WindowRun {
  readonly ways: readonly WindowWay[];
  readonly definition: HeadDefinition;
  readonly trained: TrainedModel;
}

/** @throws when files are to be judged by a head that does not */
export function askedWays({ judgesFiles }: HeadKind, { windows }: HeadOptions): WindowWay | "best" | undefined {
  if (judgesFiles) return windows ?? "best";
  if (windows !== undefined)
    throw new Error(`--windows ${windows} is for heads that tell people from AI: a family is told window by window.`);
  return undefined;
}

/**
 * The heads that are to be learned, each with the ways it is measured in: mean and max are of the same one.
 * @param texts which file a window is of: where each has but one, all ways are the same
 */
export function neededWays(asked: WindowWay | "best" | undefined, texts: Int32Array): (readonly WindowWay[])[] {
  if (asked === undefined) return [[]];
  if (asked !== "best") return [[asked]];
  const isAlone = new Set(texts).size === texts.length;
  return isAlone ? [["mean"]] : [["mean", "max"], ["attention"]];
}

/**
 * The head with the highest AUROC on the validation groups, and the way that gave it; of equal ones the simplest. After
 * several runs the history ends with an entry that tells the highest of every way.
 */
export function chooseRun(runs: readonly WindowRun[]): {
  readonly head: Head;
  readonly history: readonly HistoryEntry[];
  readonly bestStep: number;
} {
  const tried = runs.flatMap((run) => run.ways.map((way) => ({ run, way, auroc: highest(run.trained.history, way) })));
  const run = tried.toSorted((a, b) => b.auroc - a.auroc)[0]?.run ?? runs[0]!;
  const { history, bestStep, tensors } = run.trained;
  const kept = history.find(({ step }) => step === bestStep)!;
  // Which way was the better one at that step: another may have come to the same AUROC at another.
  const [way] = run.ways.toSorted((a, b) => kept.metrics[wayMeasure(b)]! - kept.metrics[wayMeasure(a)]!);
  const named = Object.entries(tensors).map(([name, tensor]) => [name.slice(headPrefix.length), tensor] as const);
  const aurocs = tried.map((each) => [wayMeasure(each.way), each.auroc] as const);
  const all = runs.flatMap(({ trained }) => trained.history);
  return {
    head: {
      definition: way === "max" ? { ...run.definition, windows: "max" } : run.definition,
      tensors: Object.fromEntries(named),
    },
    history: runs.length > 1 ? [...all, { ...kept, metrics: { ...kept.metrics, ...Object.fromEntries(aurocs) } }] : all,
    bestStep,
  };
}

export function describeWay({ windows = "mean" }: HeadDefinition): string {
  return typeof windows === "string" ? windows : "attention";
}

function highest(history: readonly HistoryEntry[], way: WindowWay): number {
  return Math.max(...history.map(({ metrics }) => metrics[wayMeasure(way)]!));
}
