import type { Value } from "../graph.ts";
import { integers, scalar } from "../graph/constant.ts";
import { emit } from "../graph/emit.ts";

/** 0, 1, 2, … along the tokens of a mask [batch, tokens], as int64 [tokens]. */
export function tokenRange(mask: Value): Value {
  const { graph } = mask;
  const tokens = mask.shape[1]!;
  if (typeof tokens === "number")
    return integers(
      graph,
      Int32Array.from({ length: tokens }, (_, at) => at),
    );
  const size = emit("Shape", [mask], { type: "int64", shape: [1] }, { start: { int: 1 }, end: { int: 2 } });
  const count = emit("Squeeze", [size], { shape: [] });
  return emit("Range", [scalar(graph, 0, "int64"), count, scalar(graph, 1, "int64")], { shape: [tokens] });
}

/** The number of each token among the tokens of its row, from 1; 0 for padding. int64 [batch, tokens]. */
export function tokenNumbers(mask: Value): Value {
  const counted = emit("CumSum", [mask, scalar(mask.graph, 1, "int64")]);
  return emit("Mul", [counted, mask]);
}

/**
 * How far each key stands behind each query (negative: before it), counted from -limit and held within -limit … limit:
 * int64 [tokens, tokens] of 0 … 2 · limit, to look up what depends on the distance.
 */
export function distances(mask: Value, limit: number): Value {
  const { graph } = mask;
  const tokens = mask.shape[1]!;
  const range = tokenRange(mask);
  const keys = emit("Unsqueeze", [range, integers(graph, [0])], { shape: [1, tokens] });
  const queries = emit("Unsqueeze", [range, integers(graph, [1])], { shape: [tokens, 1] });
  const relative = emit("Sub", [keys, queries], { shape: [tokens, tokens] });
  const held = emit("Clip", [relative, scalar(graph, -limit, "int64"), scalar(graph, limit, "int64")]);
  return emit("Add", [held, scalar(graph, limit, "int64")]);
}
