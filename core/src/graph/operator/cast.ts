import type { ElementType, Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/elementwise.ts";
import { isFloat } from "../shape.ts";

/** The same numbers in another type; fractions are cut off on the way to whole numbers. */
export function cast(x: Value, type: ElementType): Value {
  if (x.type === type) return x;
  const y = nodes.cast(x, type);
  return isFloat(x) && isFloat(y) ? derive(y, [x], (d) => [nodes.cast(d, x.type)]) : y;
}
