import { operatorError, type Shape, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/layout.ts";
import { sumTo } from "../nodes/reduce.ts";
import { broadcast, sameShape } from "../shape.ts";

/**
 * Repeats a value along its axes of size 1, and along new axes in front, up to a shape.
 * @throws when the value does not stretch to it
 */
export function expand(x: Value, shape: Shape): Value {
  if (!sameShape(broadcast("expand", x, { ...x, named: false, shape }), shape))
    throw operatorError("expand", [x], `it does not stretch to [${shape.join(", ")}]`);
  return derive(nodes.expand(x, shape), [x], (d) => [sumTo(d, x.shape)]);
}
