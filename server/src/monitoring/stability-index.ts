/**
 * Population stability index: sum over bins of (seen - expected) x ln(seen / expected), both as shares (Siddiqi 2006,
 * "Credit Risk Scorecards", chapter 8; the symmetric divergence of Kullback & Leibler 1951). By custom below 0.1 is
 * steady and 0.25 and more a shift. An empty bin counts as half a sample, which keeps the sum finite.
 * @param counts samples seen in each bin, at least one in all
 * @param expected shares of the same bins, each above 0, summing to 1
 */
export function stabilityIndex(counts: readonly number[], expected: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, bin) => {
    const seen = Math.max(count, 0.5) / n;
    return sum + (seen - expected[bin]!) * Math.log(seen / expected[bin]!);
  }, 0);
}
