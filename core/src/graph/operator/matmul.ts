import { operatorError, type Shape, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import { reshape } from "../nodes/layout.ts";
import { gemm, product, type ProductOptions } from "../nodes/product.ts";
import { sumTo } from "../nodes/reduce.ts";
import { broadcast, expectSameType, expectType } from "../shape.ts";
import { productOf } from "../size.ts";

/**
 * Matrix products of the last two axes: [..., m, k] and [..., k, n] give [..., m, n]; the axes before them broadcast.
 * Transposing reads an operand as [..., k, m] or [..., n, k].
 * @throws when ranks are below 2, or sizes do not fit
 */
export function matmul(a: Value, b: Value, options: ProductOptions = {}): Value {
  const { transposeA = false, transposeB = false } = options;
  expectType("matmul", [a, b], ["float32"]);
  expectSameType("matmul", a, b);
  if (a.shape.length < 2 || b.shape.length < 2)
    throw operatorError("matmul", [a, b], "both need two axes or more; reshape a vector to one row or one column");
  const [left, right] = [a.shape.at(transposeA ? -2 : -1)!, b.shape.at(transposeB ? -1 : -2)!];
  if (left !== right) throw operatorError("matmul", [a, b], `inner sizes ${left} and ${right} differ`);
  const batch = broadcast("matmul", lead(a), lead(b));
  const y = product(a, b, batch, options);
  return derive(y, [a, b], (d) => [byLeft(a, b, d, options, batch), byRight(a, b, d, options, batch)]);
}

function byLeft(a: Value, b: Value, d: Value, options: ProductOptions, batch: Shape): Value {
  const { transposeA = false, transposeB = false, scale = 1 } = options;
  const whole = transposeA
    ? product(b, d, batch, { transposeA: transposeB, transposeB: true, scale })
    : product(d, b, batch, { transposeB: !transposeB, scale });
  return sumTo(whole, a.shape);
}

function byRight(a: Value, b: Value, d: Value, options: ProductOptions, batch: Shape): Value {
  const { transposeA = false, transposeB = false, scale = 1 } = options;
  // One matrix for the whole batch: one product of tall matrices instead of many whose results are then summed.
  if (b.shape.length === 2 && a.shape.length > 2 && !transposeA) {
    const [rows, gradientRows] = [tall(a), tall(d)];
    return transposeB
      ? gemm(gradientRows, rows, undefined, { transposeA: true, scale })
      : gemm(rows, gradientRows, undefined, { transposeA: true, scale });
  }
  const whole = transposeB
    ? product(d, a, batch, { transposeA: true, transposeB: transposeA, scale })
    : product(a, d, batch, { transposeA: !transposeA, scale });
  return sumTo(whole, b.shape);
}

function tall(x: Value): Value {
  return reshape(x, [productOf(x.shape.slice(0, -1)), x.shape.at(-1)!]);
}

/** The value as its axes before the last two, for broadcasting. */
function lead(value: Value): Value {
  return { ...value, shape: value.shape.slice(0, -2) };
}
