import type { TensorDtype } from "../../tensor-header.ts";
import type { Tensor } from "../../tensor.ts";
import { numberTypes } from "./number-types.ts";

/** The learned numbers of a checkpoint folder, in one file or in shards. It must be closed. */
export interface WeightFile {
  /** By the checkpoint's own names, in the order of the file. Nothing of the numbers has been read yet. */
  readonly tensors: ReadonlyMap<string, WeightInfo>;
  /**
   * Reads one tensor of floats, F64 rounded to the nearest, and nothing else of the file. Infinities and what is not a
   * number come as they are.
   * @throws when there is no such tensor, it holds integers, or the file no longer holds it
   */
  readonly read: (name: string) => Promise<FloatTensor>;
  /**
   * Reads one tensor of integers or truth values (0 and 1).
   * @throws as `read`, and when a number of I64 is outside 32 bits
   */
  readonly readIntegers: (name: string) => Promise<Tensor>;
  readonly close: () => Promise<void>;
}

export interface WeightInfo {
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
}

export interface FloatTensor extends Tensor {
  readonly data: Float32Array<ArrayBuffer>;
}

/** What a file format has to give for a {@link WeightFile}. */
export interface RawWeights {
  /** Path of the file, for messages. */
  readonly path: string;
  readonly tensors: ReadonlyMap<string, WeightInfo>;
  /** The numbers of one of `tensors`: row-major, little-endian, in a buffer of their own. */
  readonly readBytes: (name: string) => Promise<ArrayBuffer>;
  readonly close: () => Promise<void>;
}

export function createWeightFile({ path, tensors, readBytes, close }: RawWeights): WeightFile {
  const find = (name: string, wanted: "float" | "integer"): WeightInfo => {
    const info = tensors.get(name);
    if (info === undefined)
      throw new Error(`${path} holds no tensor "${name}". It belongs to another model, or has other names.`);
    const { kind } = numberTypes[info.dtype];
    if (kind !== wanted)
      throw new Error(`Tensor "${name}" of ${path} holds ${info.dtype}, where ${wanted}s are needed.`);
    return info;
  };
  return {
    tensors,
    read: async (name) => {
      const { dtype, shape } = find(name, "float");
      return { shape, data: numberTypes[dtype].decode(await readBytes(name)) as Float32Array<ArrayBuffer> };
    },
    readIntegers: async (name) => {
      const { dtype, shape } = find(name, "integer");
      try {
        return { shape, data: numberTypes[dtype].decode(await readBytes(name)) };
      } catch (cause) {
        throw new Error(`Tensor "${name}" of ${path}, ${dtype} [${shape.join(", ")}], cannot be read.`, { cause });
      }
    },
    close,
  };
}
