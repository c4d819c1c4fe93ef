import type { Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/elementwise.ts";

/* Functions of one value, element by element. */

export function neg(x: Value): Value {
  return derive(nodes.neg(x), [x], (d) => [nodes.neg(d)]);
}

export function abs(x: Value): Value {
  return derive(nodes.abs(x), [x], (d) => [nodes.mul(d, nodes.sign(x))]);
}

export function exp(x: Value): Value {
  const y = nodes.exp(x);
  return derive(y, [x], (d) => [nodes.mul(d, y)]);
}

export function log(x: Value): Value {
  return derive(nodes.log(x), [x], (d) => [nodes.div(d, x)]);
}

export function sqrt(x: Value): Value {
  const y = nodes.sqrt(x);
  return derive(y, [x], (d) => [nodes.div(nodes.mul(d, 0.5), y)]);
}

export function reciprocal(x: Value): Value {
  const y = nodes.reciprocal(x);
  return derive(y, [x], (d) => [nodes.neg(nodes.mul(d, nodes.mul(y, y)))]);
}

export function sin(x: Value): Value {
  return derive(nodes.sin(x), [x], (d) => [nodes.mul(d, nodes.cos(x))]);
}

export function cos(x: Value): Value {
  return derive(nodes.cos(x), [x], (d) => [nodes.neg(nodes.mul(d, nodes.sin(x)))]);
}

/** 2/√π · ∫ exp(-t²) dt from 0 to x. */
export function erf(x: Value): Value {
  return derive(nodes.erf(x), [x], (d) => [
    nodes.mul(d, nodes.mul(nodes.exp(nodes.neg(nodes.mul(x, x))), 2 / Math.sqrt(Math.PI))),
  ]);
}
