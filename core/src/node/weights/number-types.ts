import { fromBrainFloats, fromHalves } from "../../half-float.ts";
import type { TensorDtype } from "../../tensor-header.ts";
import type { Tensor } from "../../tensor.ts";

interface NumberType {
  readonly kind: "float" | "integer";
  /** Little-endian numbers as ones that the rest of the program works with: Float32Array for floats. */
  readonly decode: (bytes: ArrayBuffer) => Tensor["data"];
}

export const numberTypes: Readonly<Record<TensorDtype, NumberType>> = {
  F64: { kind: "float", decode: (bytes) => new Float32Array(new Float64Array(bytes)) },
  F32: { kind: "float", decode: (bytes) => new Float32Array(bytes) },
  F16: { kind: "float", decode: (bytes) => fromHalves(new Uint16Array(bytes)) },
  BF16: { kind: "float", decode: (bytes) => fromBrainFloats(new Uint16Array(bytes)) },
  I64: { kind: "integer", decode: (bytes) => narrow(new BigInt64Array(bytes)) },
  I32: { kind: "integer", decode: (bytes) => new Int32Array(bytes) },
  I16: { kind: "integer", decode: (bytes) => new Int16Array(bytes) },
  I8: { kind: "integer", decode: (bytes) => new Int8Array(bytes) },
  U32: { kind: "integer", decode: (bytes) => new Uint32Array(bytes) },
  U16: { kind: "integer", decode: (bytes) => new Uint16Array(bytes) },
  U8: { kind: "integer", decode: (bytes) => new Uint8Array(bytes) },
  BOOL: { kind: "integer", decode: (bytes) => new Uint8Array(bytes) },
};

/** Positions and counts are stored as I64 and fit into 32 bits. */
function narrow(wide: BigInt64Array): Int32Array {
  return Int32Array.from(wide, (value) => {
    const number = Number(value);
    if (number !== (number | 0)) throw new Error(`It holds ${value}, which does not fit into 32 bits.`);
    return number;
  });
}
