import type { Tensor } from "../tensor.ts";

/** A weight [rows, width] in 8 bits: row `r` holds `data · scales[r]`. */
export interface Int8Tensor extends Tensor {
  /** -127 to 127, so that a number and its negative are equally exact. */
  readonly data: Int8Array;
  readonly scales: Float32Array;
}

/** A weight as a checkpoint holds it: in floats, or in 8 bits. */
export type StoredTensor = Tensor | Int8Tensor;

/** The scales [rows] of a weight in 8 bits stand beside it under this name, in checkpoints and in graphs. */
export const scaleName = (weight: string): string => `${weight}.scale`;

export const isInt8 = (tensor: StoredTensor): tensor is Int8Tensor => "scales" in tensor;

/**
 * Rounds each row to 255 steps over its own range, symmetric about 0. A linear layer's row is one output, an embedding's
 * one token: a row with large weights takes nothing from the others (Krishnamoorthi 2018, arXiv:1806.08342, section 3.1,
 * "per-channel quantization").
 * @param tensor floats [rows, width], finite
 */
export function quantizeRows({ shape, data }: Tensor): Int8Tensor {
  const [rows, width] = shape as [number, number];
  const values = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let largest = 0;
    for (let at = start; at < start + width; at++) largest = Math.max(largest, Math.abs(data[at]!));
    // A row of zeros stays one whatever its scale.
    const scale = Math.fround(largest / 127) || 1;
    scales[row] = scale;
    for (let at = start; at < start + width; at++)
      values[at] = Math.max(-127, Math.min(127, Math.round(data[at]! / scale)));
  }
  return { shape, data: values, scales };
}

/** The weight in floats, whatever it was in. */
export function inFloats(tensor: StoredTensor): Tensor {
  if (!isInt8(tensor)) return tensor;
  const { shape, data, scales } = tensor;
  const width = shape[1]!;
  const floats = new Float32Array(data.length);
  for (const [row, scale] of scales.entries())
    for (let at = row * width; at < (row + 1) * width; at++) floats[at] = data[at]! * scale;
  return { shape, data: floats };
}

/** `[rows, columns]` to `[columns, rows]`. In blocks, because a column of a large matrix does not fit the cache. */
export function transposeBytes(values: Int8Array, rows: number, columns: number): Int8Array {
  const turned = new Int8Array(values.length);
  const block = 64;
  for (let top = 0; top < rows; top += block)
    for (let left = 0; left < columns; left += block)
      for (let row = top; row < Math.min(rows, top + block); row++)
        for (let column = left; column < Math.min(columns, left + block); column++)
          turned[column * rows + row] = values[row * columns + column]!;
  return turned;
}
