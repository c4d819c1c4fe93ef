import type { WireJobFile } from "@whowrote/server/schema/job";
import { verdicts } from "whowrote/verdict";

/** What became of a file: its verdict, or why it has none. */
export const outcomes = [...verdicts, "failed", "skipped", "waiting", "cancelled", "deleted"] as const;
export type Outcome = (typeof outcomes)[number];

/** `deleted`: it was judged, and somebody has deleted the answer since. */
export function outcomeOf({ state, verdict }: Pick<WireJobFile, "state" | "verdict">): Outcome {
  return state === "done" ? (verdict ?? "deleted") : state;
}

/** How many files came to what. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export function countOutcomes(files: readonly WireJobFile[]): OutcomeCounts {
  const counts = { ai: 0, human: 0, uncertain: 0, failed: 0, skipped: 0, waiting: 0, cancelled: 0, deleted: 0 };
  for (const file of files) counts[outcomeOf(file)]++;
  return counts;
}

/** Files with a verdict: what shares are taken of. */
export const judgedOf = ({ ai, human, uncertain }: OutcomeCounts): number => ai + human + uncertain;
