import { operatorError, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/layout.ts";

/**
 * The axes in another order: axis i of the result is axis `order[i]` of x. [0, 2, 1, 3] takes attention heads out of
 * [batch, tokens, heads, width].
 * @throws when the order does not name every axis once
 */
export function transpose(x: Value, order: readonly number[]): Value {
  if (order.length !== x.shape.length || x.shape.some((_, axis) => !order.includes(axis)))
    throw operatorError("transpose", [x], `order [${order.join(", ")}] must name each of its axes once`);
  const back = x.shape.map((_, axis) => order.indexOf(axis));
  return derive(nodes.transpose(x, order), [x], (d) => [nodes.transpose(d, back)]);
}
