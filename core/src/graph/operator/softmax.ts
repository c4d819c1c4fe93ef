import type { Value } from "../../graph.ts";
import { derive, emit } from "../emit.ts";
import { exp, mul, sub } from "../nodes/elementwise.ts";
import { reduceSum } from "../nodes/reduce.ts";
import { axisOf } from "../shape.ts";

/** exp(x) over its sum along an axis. */
export function softmax(x: Value, axis = -1): Value {
  const at = axisOf("softmax", x, axis);
  const y = emit("Softmax", [x], {}, { axis: { int: at } });
  return derive(y, [x], (d) => {
    const weighted = mul(d, y);
    return [sub(weighted, mul(y, reduceSum(weighted, [at], true)))];
  });
}

/** The logarithm of {@link softmax}, which does not underflow. */
export function logSoftmax(x: Value, axis = -1): Value {
  const at = axisOf("logSoftmax", x, axis);
  const y = emit("LogSoftmax", [x], {}, { axis: { int: at } });
  return derive(y, [x], (d) => [sub(d, mul(exp(y), reduceSum(d, [at], true)))]);
}
