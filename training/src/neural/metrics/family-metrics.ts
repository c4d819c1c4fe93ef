/**
 * How well one of some classes is named. `accuracy`: the share of rows whose class has the highest output; `macro f1`: the mean
 * over the classes that occur of F1 = 2 TP / (2 TP + FP + FN); `loss`: mean cross-entropy.
 * @param outputs logits, [rows, classes], row-major
 * @param labels class of each row
 */
export function familyMetrics(
  outputs: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
): Record<"accuracy" | "macro f1" | "loss", number> {
  const [right, named, there] = [new Uint32Array(classes), new Uint32Array(classes), new Uint32Array(classes)];
  let loss = 0;
  for (let row = 0; row < labels.length; row++) {
    const logits = outputs.subarray(row * classes, (row + 1) * classes);
    const highest = Math.max(...logits);
    const label = labels[row]!;
    const guess = logits.indexOf(highest);
    loss += highest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0)) - logits[label]!;
    named[guess]!++;
    there[label]!++;
    if (guess === label) right[label]!++;
  }
  const occurring = [...there.keys()].filter((label) => there[label]! > 0);
  const f1 = (label: number): number => (2 * right[label]!) / (named[label]! + there[label]!);
  return {
    accuracy: right.reduce((sum, count) => sum + count, 0) / labels.length,
    "macro f1": occurring.reduce((sum, label) => sum + f1(label), 0) / occurring.length,
    loss: loss / labels.length,
  };
}
