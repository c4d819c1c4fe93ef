import { operatorError, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import { div, max, mul, sqrt, sub } from "../nodes/elementwise.ts";
import { meanLast, reduceSumSquare, sumLast, sumTo } from "../nodes/reduce.ts";
import { expectType, sameShape } from "../shape.ts";

/**
 * Layer normalization over the last axis (Ba et al., arXiv:1607.06450): zero mean and unit variance, then weight [width]
 * and, when given, bias [width].
 * @param epsilon added to the variance
 * @throws when the weight or the bias is not as wide as x
 */
export function layerNorm(x: Value, weight: Value, bias: Value | undefined, epsilon: number): Value {
  const values = bias ? [x, weight, bias] : [x, weight];
  expectWidth("layerNorm", x, values);
  const perRow = { type: x.type, shape: [...x.shape.slice(0, -1), 1] };
  const [y, mean, inverse] = x.graph.apply({
    operator: "LayerNormalization",
    inputs: values,
    outputs: [{ type: x.type, shape: x.shape }, perRow, perRow],
    attributes: { axis: { int: -1 }, epsilon: { float: epsilon } },
  });
  return derive(y!, values, (d) => {
    const normal = mul(sub(x, mean!), inverse!);
    const scaled = mul(d, weight);
    const along = mul(normal, meanLast(mul(scaled, normal)));
    const byX = mul(sub(sub(scaled, meanLast(scaled)), along), inverse!);
    return [byX, sumTo(mul(d, normal), weight.shape), ...(bias ? [sumTo(d, bias.shape)] : [])];
  });
}

/**
 * Root mean square normalization over the last axis (Zhang and Sennrich, arXiv:1910.07467): layerNorm without centring
 * and bias, as T5 has it.
 */
export function rmsNorm(x: Value, weight: Value, epsilon: number): Value {
  expectWidth("rmsNorm", x, [x, weight]);
  const perRow = { type: x.type, shape: [...x.shape.slice(0, -1), 1] };
  const [y, inverse] = x.graph.apply({
    operator: "SimplifiedLayerNormalization",
    inputs: [x, weight],
    outputs: [{ type: x.type, shape: x.shape }, perRow],
    attributes: { axis: { int: -1 }, epsilon: { float: epsilon } },
  });
  return derive(y!, [x, weight], (d) => {
    const normal = mul(x, inverse!);
    const scaled = mul(d, weight);
    const byX = mul(sub(scaled, mul(normal, meanLast(mul(scaled, normal)))), inverse!);
    return [byX, sumTo(mul(d, normal), weight.shape)];
  });
}

/** x over its Euclidean length along the last axis; lengths below `shortest` count as that. */
export function l2Normalize(x: Value, shortest = 1e-12): Value {
  const length = max(sqrt(reduceSumSquare(x, [x.shape.length - 1], true)), shortest);
  const y = div(x, length);
  return derive(y, [x], (d) => [div(sub(d, mul(y, sumLast(mul(d, y)))), length)]);
}

function expectWidth(operator: string, x: Value, values: readonly Value[]): void {
  expectType(operator, values, ["float32", "float64"]);
  const width = x.shape.at(-1);
  if (width === undefined || values.slice(1).some(({ shape }) => !sameShape(shape, [width])))
    throw operatorError(operator, values, `weight and bias must be [${width ?? "width"}], as wide as the last axis`);
}
