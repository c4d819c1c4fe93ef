import { count } from "../format/count.ts";
import { percent } from "../format/percent.ts";
import { english } from "../text/english.ts";
import { judgedOf, type OutcomeCounts } from "./outcome.ts";
import type { ShareEstimate } from "./share-estimate.ts";

const { summary } = english.job;

/** What a batch found, in sentences, for the page and for the report: the counts, the estimate, and what neither of them says. */
export function summarySentences(counts: OutcomeCounts, estimate: ShareEstimate | undefined): readonly string[] {
  const judged = judgedOf(counts);
  if (judged === 0) return [summary.none];
  return [
    summary.found(count(judged), count(counts.ai), percent(counts.ai / judged), count(counts.uncertain)),
    describeWhole(counts, estimate),
    summary.meaning,
  ];
}

/** Where nothing was decided, an estimate would turn "not enough evidence" into "no AI code". */
function describeWhole(counts: OutcomeCounts, estimate: ShareEstimate | undefined): string {
  if (counts.waiting > 0) return summary.notYet;
  if (counts.ai + counts.human === 0) return summary.noneDecided;
  return estimate === undefined ? summary.noEstimate : describe(estimate);
}

/** An interval that lies below 0 as a whole is clipped to nothing: "0 % to 0 %" would sound like certainty. */
function describe({ share, low, high, files }: ShareEstimate): string {
  if (high === 0) return summary.estimateNone(count(files));
  return summary.estimate(percent(share), percent(low), percent(high), count(files));
}
