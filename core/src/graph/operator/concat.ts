import { operatorError, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/layout.ts";
import { axisOf, expectSameType } from "../shape.ts";
import { split } from "./split.ts";

/**
 * Values one after the other along an axis.
 * @throws when their shapes differ at another axis, or their types differ
 */
export function concat(values: readonly [Value, ...Value[]], axis: number): Value {
  const [first] = values;
  const at = axisOf("concat", first, axis);
  for (const value of values) {
    expectSameType("concat", first, value);
    const fits = value.shape.length === first.shape.length;
    if (!fits || first.shape.some((size, other) => other !== at && size !== value.shape[other]))
      throw operatorError("concat", values, `shapes may differ at axis ${at} only`);
  }
  const sizes = values.map(({ shape }) => shape[at]!);
  return derive(nodes.concat(values, at), values, (d) => {
    const known = sizes.filter((size) => typeof size === "number");
    if (known.length < sizes.length)
      throw operatorError("concat", values, `its gradient needs sizes along axis ${at} that are numbers`);
    return values.length === 1 ? [d] : split(d, known, at);
  });
}
