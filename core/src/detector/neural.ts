/**
 * An encoder's answer about one file: the mean of what it says of the file's windows. Their extremes and their number, given
 * to the joiner beside it, brought nothing on held-out groups (training/LOG.md).
 * @param windowScores log-odds of "ai", one a window, at least one
 */
export function scoreNeural(windowScores: Float32Array): number {
  if (windowScores.length === 0) throw new Error("A file that an encoder has read has at least one window.");
  return windowScores.reduce((sum, score) => sum + score, 0) / windowScores.length;
}
