import { operatorError, type Value } from "../../graph.ts";
import { integers } from "../constant.ts";
import * as nodes from "../nodes/layout.ts";
import { axisOf } from "../shape.ts";

/**
 * The parts of a value along an axis, as long as `sizes` say.
 * @throws when the sizes do not add up to the axis
 */
export function split(x: Value, sizes: readonly number[], axis: number): readonly Value[] {
  const at = axisOf("split", x, axis);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== x.shape[at])
    throw operatorError("split", [x], `sizes ${sizes.join(" + ")} make ${total}, but axis ${at} has ${x.shape[at]}`);
  const outputs = sizes.map((size) => ({
    type: x.type,
    shape: x.shape.map((old, other) => (other === at ? size : old)),
  }));
  const parts = x.graph.apply({
    operator: "Split",
    inputs: [x, integers(x.graph, sizes)],
    outputs,
    attributes: { axis: { int: at } },
  });
  x.graph.derive(parts, [x], (gradients) => {
    const [first, ...rest] = parts.map(
      (part, index) => gradients[index] ?? nodes.zeros(x.graph, part.shape, part.type),
    );
    return first ? [nodes.concat([first, ...rest], at)] : [];
  });
  return parts;
}
