/** A named block of numbers in a checkpoint's `weights.safetensors`. */
export interface Tensor {
  readonly shape: readonly number[];
  /** Row-major, as many as the product of `shape`. */
  readonly data: Float32Array | Int32Array | Uint32Array | Uint16Array | Int16Array | Uint8Array | Int8Array;
  /** Set when `data` is a Uint16Array that holds the bits of half precision floats (see half-float.ts). */
  readonly dtype?: "F16";
}

export type Tensors = Readonly<Record<string, Tensor>>;
