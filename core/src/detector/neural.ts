/** What the joiner reads of an encoder's answer, in this order. */
export const neuralFeatureNames = ["neural.mean", "neural.max", "neural.min", "neural.log-windows"] as const;

/**
 * Sums up an encoder's answer about one file. A file is read in windows; one window of AI code in a long file of a
 * person's shows in the maximum and not in the mean.
 * @param windowScores log-odds of "ai", one a window, at least one
 * @returns in the order of {@link neuralFeatureNames}
 */
export function summarizeWindows(windowScores: Float32Array): number[] {
  if (windowScores.length === 0) throw new Error("A file that an encoder has read has at least one window.");
  const mean = windowScores.reduce((sum, score) => sum + score, 0) / windowScores.length;
  return [mean, Math.max(...windowScores), Math.min(...windowScores), Math.log(windowScores.length)];
}
