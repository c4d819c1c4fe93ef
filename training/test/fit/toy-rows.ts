import type { FeatureMatrix } from "@whowrote/training/fit/binned-features";
import { createRandom } from "whowrote/random";

/** Rows whose label depends on the first three of six features, with noise and holes; few different values. */
export function toyRows(rows: number, seed: number): { matrix: FeatureMatrix; labels: Uint8Array } {
  const random = createRandom(seed);
  const values = new Float32Array(rows * 6);
  const labels = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: 6 }, () => Math.floor(random() * 20));
    const [a, b, c] = cells as [number, number, number];
    labels[row] = a + (b > 10 ? c : -c) / 2 + random() * 10 > 14 ? 1 : 0;
    values.set(
      cells.map((cell) => (random() < 0.1 ? Number.NaN : cell)),
      row * 6,
    );
  }
  return { matrix: { rows, columns: 6, values }, labels };
}

export function rowsBetween(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, at) => start + at);
}
