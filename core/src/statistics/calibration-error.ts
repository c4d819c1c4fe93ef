/** Weights under which both labels weigh the same in total; all 1 when only one label is there. */
export function evenOdds(isAi: ArrayLike<boolean | number>): Float64Array {
  const rows = isAi.length;
  let ais = 0;
  for (let row = 0; row < rows; row++) if (isAi[row]) ais++;
  if (ais === 0 || ais === rows) return new Float64Array(rows).fill(1);
  return Float64Array.from({ length: rows }, (_, row) => rows / 2 / (isAi[row] ? ais : rows - ais));
}

/**
 * Expected calibration error (Naeini 2015): the mean distance of predicted and true share of AI over bins of equal mass.
 * Rows of equal probability keep their order. 0..1; NaN of nothing.
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  isAi: ArrayLike<boolean | number>,
  weights?: ArrayLike<number>,
  bins = 15,
): number {
  const order = Uint32Array.from({ length: probabilities.length }, (_, row) => row).sort(
    (a, b) => probabilities[a]! - probabilities[b]! || a - b,
  );
  const weightOf = (row: number): number => (weights ? weights[row]! : 1);
  const total = order.reduce((sum, row) => sum + weightOf(row), 0);
  // Predicted minus true mass of each bin.
  const gaps = new Float64Array(bins);
  let before = 0;
  for (const row of order) {
    const weight = weightOf(row);
    // The bin in which the middle of this row's mass lies.
    const bin = Math.min(bins - 1, Math.floor(((before + weight / 2) / total) * bins));
    gaps[bin]! += weight * (probabilities[row]! - (isAi[row] ? 1 : 0));
    before += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

/** Mean squared distance of probability and truth (Brier 1950). 0..1; NaN of nothing. */
export function brierScore(
  probabilities: ArrayLike<number>,
  isAi: ArrayLike<boolean | number>,
  weights?: ArrayLike<number>,
): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < probabilities.length; row++) {
    const weight = weights ? weights[row]! : 1;
    sum += weight * (probabilities[row]! - (isAi[row] ? 1 : 0)) ** 2;
    total += weight;
  }
  return sum / total;
}
