import { operatorError, type Size, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/layout.ts";
import { axisOf } from "../shape.ts";

/**
 * The elements from `start` to before `end` along an axis; without `end`, to the last. `end` may be the name of a size
 * ("tokens"): then the axis must be that long when the graph runs.
 * @throws when the range is empty or reaches out of the axis
 */
export function slice(x: Value, axis: number, start: number, end?: Size): Value {
  const at = axisOf("slice", x, axis);
  const size = x.shape[at]!;
  const stop = end ?? size;
  const fits = typeof stop === "number" ? start < stop && (typeof size === "string" || stop <= size) : true;
  if (!Number.isInteger(start) || start < 0 || !fits)
    throw operatorError("slice", [x], `${start} to ${stop} is no range of axis ${at}, whose size is ${size}`);
  if (start === 0 && stop === size) return x;
  return derive(nodes.slice(x, at, start, stop), [x], (d) => [nodes.padTo(d, at, start, size)]);
}
