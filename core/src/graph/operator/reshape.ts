import { operatorError, type Shape, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/layout.ts";
import { axisOf, countOf } from "../shape.ts";
import { productOf, quotientOf } from "../size.ts";

/**
 * The same numbers in another shape; one size may be -1: what is left over.
 * @throws when the numbers of elements differ, or are not known to be equal before the graph runs
 */
export function reshape(x: Value, shape: Shape): Value {
  const open = shape.indexOf(-1);
  const rest = quotientOf(countOf(x), productOf(shape.filter((_, axis) => axis !== open)));
  const full = open < 0 ? shape : shape.map((size, axis) => (axis === open ? (rest ?? -1) : size));
  if (full.includes(-1) || (open < 0 && rest !== 1))
    throw operatorError(
      "reshape",
      [x],
      `its ${countOf(x)} elements do not fit [${shape.join(", ")}]${open < 0 ? `, which has ${productOf(shape)}` : ""}`,
    );
  return derive(nodes.reshape(x, full), [x], (d) => [nodes.reshape(d, x.shape)]);
}

/**
 * Drops axes of size 1.
 * @throws when one has another size
 */
export function squeeze(x: Value, axes: readonly number[]): Value {
  const counted = axes.map((axis) => axisOf("squeeze", x, axis));
  if (axes.length === 0) return x;
  for (const axis of counted)
    if (x.shape[axis] !== 1) throw operatorError("squeeze", [x], `axis ${axis} has size ${x.shape[axis]}, not 1`);
  return derive(nodes.squeeze(x, counted), [x], (d) => [nodes.unsqueeze(d, counted)]);
}

/**
 * Adds axes of size 1, at these places of the shape that comes out (-1 is its last).
 * @throws when a place is outside it
 */
export function unsqueeze(x: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return x;
  const result: Value = { ...x, shape: [...x.shape, ...axes.map(() => 1)] };
  const counted = axes.map((axis) => axisOf("unsqueeze", result, axis)).sort((a, b) => a - b);
  return derive(nodes.unsqueeze(x, counted), [x], (d) => [nodes.squeeze(d, counted)]);
}
