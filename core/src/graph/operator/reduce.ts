import type { Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import { cast, div, equal, mul } from "../nodes/elementwise.ts";
import { countAtRun, expand, unsqueeze } from "../nodes/layout.ts";
import * as nodes from "../nodes/reduce.ts";
import { axesOf } from "../shape.ts";
import { productOf } from "../size.ts";

/* Over all axes, or over those given; `keep` leaves them as size 1. */

export function reduceSum(x: Value, axes?: readonly number[], keep = false): Value {
  const over = axesOf("reduceSum", x, axes);
  if (over.length === 0) return x;
  return derive(nodes.reduceSum(x, over, keep), [x], (d) => [expand(kept(d, over, keep), x.shape)]);
}

export function reduceMean(x: Value, axes?: readonly number[], keep = false): Value {
  const over = axesOf("reduceMean", x, axes);
  if (over.length === 0) return x;
  return derive(nodes.reduceMean(x, over, keep), [x], (d) => {
    const count = productOf(over.map((axis) => x.shape[axis]!));
    return [expand(div(kept(d, over, keep), typeof count === "number" ? count : countAtRun(x, over)), x.shape)];
  });
}

/** Equal maxima share the gradient evenly. */
export function reduceMax(x: Value, axes?: readonly number[], keep = false): Value {
  const over = axesOf("reduceMax", x, axes);
  if (over.length === 0) return x;
  const highest = nodes.reduceMax(x, over, true);
  const y = keep ? highest : nodes.reduceMax(x, over, false);
  return derive(y, [x], (d) => {
    const isHighest = cast(equal(x, highest), x.type);
    return [mul(isHighest, div(kept(d, over, keep), nodes.reduceSum(isHighest, over, true)))];
  });
}

function kept(d: Value, axes: readonly number[], keep: boolean): Value {
  return keep || axes.length === 0 ? d : unsqueeze(d, axes);
}
