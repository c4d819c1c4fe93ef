import type { Detection } from "../detection.ts";
import type { RewritingAnswer } from "../rewriting.ts";
import { finePercent } from "../words.ts";
import { readVote } from "./read-vote.ts";

/**
 * A verdict with rewriting's vote. Either may accuse, so each gets half of the accepted rate: that bounds the rate of both
 * together (Bonferroni), whatever they have in common. The probability stays that of the measured detectors. Rewriting
 * without a vote changes nothing; were it to depend on the code whether it votes, the rate could reach one and a half times the
 * accepted one at worst.
 * @param falsePositiveRate accepted share of false accusations, at which `detection` was judged
 */
export function joinVote<Judged extends Detection>(
  detection: Judged,
  rewriting: Pick<RewritingAnswer, "falseAlarmRate" | "smallestRate" | "abstains">,
  falsePositiveRate: number,
): Judged {
  const vote = readVote(detection, rewriting, falsePositiveRate);
  if ("none" in vote || detection.falseAlarmRate === null) return detection;
  const { rate } = vote;
  const both = Math.min(1, 2 * Math.min(detection.falseAlarmRate, rate));
  const accuses = both <= falsePositiveRate;
  const byRewriting = rate < detection.falseAlarmRate;
  const joined = { ...detection, falseAlarmRate: both };
  if (accuses && detection.verdict === "human")
    return { ...joined, verdict: "uncertain", reason: "the detectors and rewriting contradict each other" };
  if (accuses)
    return {
      ...joined,
      verdict: "ai",
      reason: byRewriting
        ? `a language model rewrites it nearly as it is, as it does ${finePercent(rate)} of people's recorded code`
        : detection.reason,
    };
  if (detection.verdict !== "ai") return joined;
  return {
    ...joined,
    verdict: "uncertain",
    reason: `with rewriting's vote each method may use half of the accepted ${finePercent(falsePositiveRate)}, and none stays under it`,
  };
}
