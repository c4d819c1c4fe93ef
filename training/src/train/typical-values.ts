import { languageIds } from "whowrote/language";
import type { Tensor } from "whowrote/tensor";
import type { TrainingRows } from "./training-rows.ts";

/**
 * The middle half of each signal's values: shape [languages, signals, 4] with the 25th and 75th percentile of people's
 * and of AI's code. NaN where fewer than 30 samples define it. Edited rows do not count.
 */
export function typicalValues(signals: Float32Array, { samples, labels, edited }: TrainingRows): Tensor {
  const columns = signals.length / labels.length;
  const data = new Float32Array(languageIds.length * columns * 4);
  for (const [at, language] of languageIds.entries()) {
    const sides = [0, 1].map((label) =>
      samples.flatMap((sample, row) =>
        sample.language === language && labels[row] === label && !edited[row] ? [row] : [],
      ),
    );
    for (let column = 0; column < columns; column++)
      for (const [side, rows] of sides.entries())
        data.set(
          middleHalf(rows.map((row) => signals[row * columns + column]!)),
          (at * columns + column) * 4 + side * 2,
        );
  }
  return { shape: [languageIds.length, columns, 4], data };
}

function middleHalf(values: readonly number[]): [number, number] {
  const sorted = Float32Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  if (sorted.length < 30) return [NaN, NaN];
  return [sorted[Math.floor(sorted.length / 4)]!, sorted[Math.floor((sorted.length * 3) / 4)]!];
}
