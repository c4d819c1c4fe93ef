import type { Shape, Value } from "../../graph.ts";
import { emit } from "../emit.ts";

export interface ProductOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Multiplies the product. */
  readonly scale?: number;
}

/** Two matrices, and a bias [columns] when there is one. */
export function gemm(a: Value, b: Value, bias?: Value, options: ProductOptions = {}): Value {
  const { transposeA = false, transposeB = false, scale = 1 } = options;
  const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!];
  const attributes = {
    transA: { int: Number(transposeA) },
    transB: { int: Number(transposeB) },
    alpha: { float: scale },
  };
  return emit("Gemm", bias ? [a, b, bias] : [a, b], { shape }, attributes);
}

/** Products of the last two axes; `batch` is the broadcast shape of the axes before them. */
export function product(a: Value, b: Value, batch: Shape, options: ProductOptions = {}): Value {
  const { transposeA = false, transposeB = false, scale = 1 } = options;
  const shape = [...batch, a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
  if (!transposeA && !transposeB && scale === 1) return emit("MatMul", [a, b], { shape });
  const attributes = {
    transA: { int: Number(transposeA) },
    transB: { int: Number(transposeB) },
    alpha: { float: scale },
  };
  return emit("FusedMatMul", [a, b], { shape }, attributes, "com.microsoft");
}
