import { operatorError, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import { reshape } from "../nodes/layout.ts";
import { gemm } from "../nodes/product.ts";
import { reduceSum } from "../nodes/reduce.ts";
import { expectType, sameShape } from "../shape.ts";
import { productOf } from "../size.ts";

/**
 * x · weightᵀ + bias over the last axis, with the weight as checkpoints hold it: x [..., in], weight [out, in],
 * bias [out]; gives [..., out].
 * @throws when sizes do not fit
 */
export function linear(x: Value, weight: Value, bias?: Value): Value {
  const values = bias ? [x, weight, bias] : [x, weight];
  expectType("linear", values, ["float32"]);
  const [outSize, inSize] = weight.shape;
  if (weight.shape.length !== 2 || x.shape.length === 0 || x.shape.at(-1) !== inSize)
    throw operatorError("linear", values, `the weight must be [out, ${x.shape.at(-1) ?? "in"}]`);
  if (bias && !sameShape(bias.shape, [outSize!]))
    throw operatorError("linear", values, `the bias must be [${outSize}]`);
  const lead = x.shape.slice(0, -1);
  const rows = x.shape.length === 2 ? x : reshape(x, [productOf(lead), inSize!]);
  const product = gemm(rows, weight, bias, { transposeB: true });
  const y = x.shape.length === 2 ? product : reshape(product, [...lead, outSize!]);
  return derive(y, values, (d) => {
    const flat = x.shape.length === 2 ? d : reshape(d, product.shape);
    const byRows = gemm(flat, weight);
    const byX = x.shape.length === 2 ? byRows : reshape(byRows, x.shape);
    return [byX, gemm(flat, rows, undefined, { transposeA: true }), ...(bias ? [reduceSum(flat, [0], false)] : [])];
  });
}
