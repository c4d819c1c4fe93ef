import type { Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/elementwise.ts";
import { sumTo } from "../nodes/reduce.ts";
import { type Operand, operands } from "../operand.ts";

/*
 * Element by element; shapes broadcast (aligned at the end, a size 1 stretches), and one operand may be a number.
 * All throw when shapes or number types do not fit.
 */

export function add(a: Operand, b: Operand): Value {
  const [x, y] = operands(a, b);
  return derive(nodes.add(x, y), [x, y], (d) => [sumTo(d, x.shape), sumTo(d, y.shape)]);
}

export function sub(a: Operand, b: Operand): Value {
  const [x, y] = operands(a, b);
  return derive(nodes.sub(x, y), [x, y], (d) => [sumTo(d, x.shape), nodes.neg(sumTo(d, y.shape))]);
}

export function mul(a: Operand, b: Operand): Value {
  const [x, y] = operands(a, b);
  return derive(nodes.mul(x, y), [x, y], (d) => [sumTo(nodes.mul(d, y), x.shape), sumTo(nodes.mul(d, x), y.shape)]);
}

export function div(a: Operand, b: Operand): Value {
  const [x, y] = operands(a, b);
  const quotient = nodes.div(x, y);
  return derive(quotient, [x, y], (d) => {
    const byX = nodes.div(d, y);
    return [sumTo(byX, x.shape), nodes.neg(sumTo(nodes.mul(byX, quotient), y.shape))];
  });
}

/** x to a fixed power. */
export function pow(x: Value, exponent: number): Value {
  return derive(nodes.pow(x, exponent), [x], (d) => [nodes.mul(d, nodes.mul(nodes.pow(x, exponent - 1), exponent))]);
}
