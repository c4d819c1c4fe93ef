import { count } from "./count.ts";

/**
 * A share of 1 as people count: "3 in 10", "1 in 33", "32 in 33". Natural frequencies are misread less often than percentages
 * (Gigerenzer & Hoffrage 1995, "How to improve Bayesian reasoning without instruction", Psychological Review 102).
 */
export function frequency(share: number): string {
  if (share <= 0) return "none";
  if (share >= 1) return "all";
  const rarer = Math.min(share, 1 - share);
  if (rarer > 0.15) return `${Math.round(share * 10)} in 10`;
  const whole = Math.min(1_000_000, Number((1 / rarer).toPrecision(2)));
  return share === rarer ? `1 in ${count(whole)}` : `${count(whole - 1)} in ${count(whole)}`;
}
