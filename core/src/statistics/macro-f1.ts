/**
 * Mean of the F1 of both labels, where F1 = 2 TP / (2 TP + FP + FN) and 0 when a label is neither there nor predicted.
 * Each row counts `weights[row]` times. 0..1; NaN of nothing.
 */
export function macroF1(
  isAi: ArrayLike<boolean | number>,
  flagged: ArrayLike<boolean | number>,
  weights?: ArrayLike<number>,
): number {
  let caught = 0;
  let missed = 0;
  let accused = 0;
  let cleared = 0;
  for (let row = 0; row < isAi.length; row++) {
    const weight = weights ? weights[row]! : 1;
    if (isAi[row]) {
      if (flagged[row]) caught += weight;
      else missed += weight;
    } else if (flagged[row]) accused += weight;
    else cleared += weight;
  }
  if (caught + missed + accused + cleared === 0) return Number.NaN;
  const wrong = missed + accused;
  const f1 = (right: number): number => (right === 0 ? 0 : (2 * right) / (2 * right + wrong));
  return (f1(caught) + f1(cleared)) / 2;
}
