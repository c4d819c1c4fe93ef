/**
 * What a row of each class counts so that all classes count the same together, and an average row 1. Soft labels count by
 * their shares.
 * @param totals rows by class
 */
export function balancedWeights(totals: ArrayLike<number>): number[] {
  const all = Array.from(totals);
  const rows = all.reduce((sum, total) => sum + total, 0);
  const present = all.filter((total) => total > 0).length;
  return all.map((total) => (total > 0 ? rows / (present * total) : 0));
}
