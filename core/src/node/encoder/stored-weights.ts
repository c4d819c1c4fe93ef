import { scaleName } from "../../encoder/int8-rows.ts";
import type { WeightSource } from "../../encoder/read-weights.ts";
import type { WeightFile } from "../weights/weight-file.ts";

/** The weights of a file in which those of type I8 have their scales beside them: the two are one weight in 8 bits. */
export function storedWeights({ tensors, read, readIntegers }: WeightFile, where: string): WeightSource {
  const isInt8 = (name: string): boolean => tensors.get(name)?.dtype === "I8";
  const scales = new Set([...tensors.keys()].filter(isInt8).map(scaleName));
  return {
    tensors: new Map([...tensors].filter(([name]) => !scales.has(name))),
    read: async (name) => {
      if (!isInt8(name)) return read(name);
      const [{ shape, data }, scale] = [await readIntegers(name), await readScales(name)];
      return { shape, data: data as Int8Array, scales: scale };
    },
  };

  async function readScales(name: string): Promise<Float32Array> {
    const { shape } = tensors.get(name)!;
    const found = tensors.get(scaleName(name));
    if (found === undefined || shape.length !== 2 || String(found.shape) !== String([shape[0]]))
      throw new Error(
        `${name} of ${where} is I8 [${shape.join(", ")}], and ${scaleName(name)} ${found ? `is [${found.shape.join(", ")}]` : "is missing"}: ` +
          "a weight in 8 bits is a matrix with one scale for each row. Fetch or make the checkpoint again.",
      );
    return (await read(scaleName(name))).data;
  }
}
