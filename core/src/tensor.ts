/** A named block of numbers in a checkpoint's `weights.safetensors`. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data:
    | Float32Array
    | Int32Array
    | Uint32Array
    | Uint16Array
    | Int16Array
    | Uint8Array
    | Int8Array;
}

export type Tensors = Readonly<Record<string, Tensor>>;
