import type { Detection } from "../detection.ts";
import type { RewritingAnswer } from "../rewriting.ts";

/** What rewriting brings to a verdict: its rate of false alarms, or why it has no vote, in words. */
export type Vote = { readonly rate: number } | { readonly none: string };

/**
 * Whether rewriting has a vote on this verdict. Where too few people's samples were there for the detectors, their rate is no
 * measurement, and one method alone is not enough to accuse. Where the record is too small to accuse at half of the accepted
 * rate, the detectors keep all of it.
 */
export function readVote(
  { falseAlarmRate, standing }: Pick<Detection, "falseAlarmRate" | "standing">,
  {
    falseAlarmRate: rate,
    smallestRate = 0,
    abstains,
  }: Pick<RewritingAnswer, "falseAlarmRate" | "smallestRate" | "abstains">,
  falsePositiveRate: number,
): Vote {
  if (rate === null || abstains !== undefined) return { none: abstains ?? "it gives no rate of false alarms" };
  if (standing?.noVerdict) return { none: standing.noVerdict.reason };
  if (falseAlarmRate === null) return { none: "the detectors could not judge the code" };
  if (2 * smallestRate > falsePositiveRate)
    return { none: "too few texts by people were recorded to accuse at the accepted rate of false alarms" };
  return { rate };
}
