import type { Explanation } from "../detection.ts";
import type { Verdict } from "../verdict.ts";

/** The verdict that the score alone gives; another one than the explanation's where rewriting had a vote. */
export function verdictByScore({ verdict, standing }: Explanation): Verdict {
  if (!standing || standing.noVerdict !== undefined) return verdict;
  const { score, aiFrom, humanTo } = standing;
  if (score >= aiFrom) return "ai";
  return score <= humanTo ? "human" : "uncertain";
}
