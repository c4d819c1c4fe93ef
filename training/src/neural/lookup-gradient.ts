import type { Graph, Value } from "whowrote/graph";
import { emit } from "whowrote/graph/emit";
import { expand, reshape, zeros } from "whowrote/graph/nodes/layout";
import { productOf } from "whowrote/graph/size";

/**
 * Gives lookups in tables, such as those of words, a gradient that adds up all rows, in one order. That of the operator
 * `gather` is a ScatterND, whose additions onnxruntime 1.30 spreads over its threads without a lock: where two meet at a
 * row one is lost (6 of 150 runs with 2 threads on a busy machine), and no two runs give the same bytes. ScatterElements
 * goes through them one by one, which takes about 1 % of a training step.
 */
export function deriveLookups(graph: Graph): void {
  for (const { operator, inputs, outputs, attributes } of graph.nodes) {
    const [table, indices] = inputs;
    const axis = attributes["axis"];
    if (operator !== "Gather" || table?.type !== "float32" || !indices) continue;
    if (axis && "int" in axis && axis.int !== 0) continue;
    graph.derive(outputs, [table], ([gradient]) => (gradient ? [addRows(table, indices, gradient)] : []));
  }
}

/** Zeros of the table's shape to which each row of the gradient is added where it was looked up. */
function addRows(table: Value, indices: Value, gradient: Value): Value {
  const count = productOf(indices.shape);
  const width = productOf(table.shape.slice(1));
  const flat = [table.shape[0]!, width];
  const rows = reshape(gradient, [count, width]);
  const places = expand(reshape(indices, [count, 1]), [count, width]);
  const start = zeros(table.graph, flat, table.type);
  const summed = emit("ScatterElements", [start, places, rows], {}, { axis: { int: 0 }, reduction: { string: "add" } });
  return table.shape.length === 2 ? summed : reshape(summed, table.shape);
}
