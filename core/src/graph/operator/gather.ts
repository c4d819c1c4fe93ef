import { operatorError, type Shape, type Value } from "../../graph.ts";
import { derive, emit } from "../emit.ts";
import { cast } from "../nodes/elementwise.ts";
import * as nodes from "../nodes/layout.ts";
import { axisOf, expectType, sameShape } from "../shape.ts";
import { productOf } from "../size.ts";

/**
 * The slices of x along `axis` that the indices (int64 or int32, from 0) name: the indices' shape takes the axis' place.
 * With a table [rows, width] and ids [batch, tokens] it looks up embeddings [batch, tokens, width].
 * @throws when there is no such axis, or the indices are not whole numbers
 */
export function gather(x: Value, indices: Value, axis = 0): Value {
  const at = axisOf("gather", x, axis);
  expectType("gather's indices", [indices], ["int64", "int32"]);
  return derive(nodes.gather(x, indices, at), [x], (d) => {
    // The gathered axes first, so that each index stands for one row of the scatter.
    const rank = indices.shape.length;
    const others = d.shape.map((_, i) => i).filter((i) => i < at || i >= at + rank);
    const gathered = Array.from({ length: rank }, (_, i) => at + i);
    const front = at === 0 ? d : nodes.transpose(d, [...gathered, ...others]);
    const rest = x.shape.filter((_, i) => i !== at);
    const rows = nodes.reshape(front, [productOf(indices.shape), ...rest]);
    const summed = addRows(x, [x.shape[at]!, ...rest], indices, rows);
    if (at === 0) return [summed];
    return [
      nodes.transpose(
        summed,
        x.shape.map((_, i) => (i === at ? 0 : i < at ? i + 1 : i)),
      ),
    ];
  });
}

/**
 * Zeros of a shape, to which each row is added at its index. Not by ScatterND, whose additions onnxruntime 1.30 spreads
 * over its threads without a lock: where two meet at a row one is lost (6 of 150 runs on a busy machine), and no two runs
 * give the same bytes. ScatterElements adds one by one, which takes about 1 % of a training step.
 */
function addRows({ graph, type }: Value, shape: Shape, indices: Value, rows: Value): Value {
  const count = productOf(indices.shape);
  const width = productOf(shape.slice(1));
  const places = nodes.expand(nodes.reshape(cast(indices, "int64"), [count, 1]), [count, width]);
  const summed = emit(
    "ScatterElements",
    [nodes.zeros(graph, [shape[0]!, width], type), places, nodes.reshape(rows, [count, width])],
    {},
    { axis: { int: 0 }, reduction: { string: "add" } },
  );
  return nodes.reshape(summed, shape);
}

/**
 * Picks along one axis, element by element: `result[i][j] = x[i][indices[i][j]]` for axis 1. The shapes agree at every
 * other axis.
 */
export function gatherElements(x: Value, indices: Value, axis: number): Value {
  const at = axisOf("gatherElements", x, axis);
  expectType("gatherElements' indices", [indices], ["int64", "int32"]);
  const others = (value: Value): Value["shape"] => value.shape.filter((_, i) => i !== at);
  if (indices.shape.length !== x.shape.length || !sameShape(others(x), others(indices)))
    throw operatorError("gatherElements", [x, indices], `shapes may differ at axis ${at} only`);
  const y = emit("GatherElements", [x, indices], { shape: indices.shape }, { axis: { int: at } });
  return derive(y, [x], (d) => [
    emit(
      "ScatterElements",
      [nodes.zeros(x.graph, x.shape, x.type), indices, d],
      {},
      { axis: { int: at }, reduction: { string: "add" } },
    ),
  ]);
}
