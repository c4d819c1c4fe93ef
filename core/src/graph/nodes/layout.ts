import type { Graph, Shape, Size, Value } from "../../graph.ts";
import { integers, scalar } from "../constant.ts";
import { emit } from "../emit.ts";
import { factorsOf, productOf } from "../size.ts";
import { cast, mul } from "./elementwise.ts";

/**
 * The sizes as an int64 vector, for nodes that take a shape.
 * @throws when a size is a name that no input of the graph has
 */
function shapeVector(graph: Graph, sizes: Shape): Value {
  if (sizes.every((size) => typeof size === "number")) return integers(graph, sizes);
  const parts = sizes.map((size) => sizeVector(graph, size));
  const [first, ...rest] = parts;
  if (!first || rest.length === 0) return first ?? integers(graph, []);
  return emit("Concat", [first, ...rest], { shape: [sizes.length] }, { axis: { int: 0 } });
}

function sizeVector(graph: Graph, size: Size): Value {
  const vectors = factorsOf(size).map((factor): Value => {
    if (typeof factor === "number") return integers(graph, [factor]);
    const found = graph.inputWithSize(factor);
    if (!found)
      throw new Error(`No input of the graph has a size named "${factor}", so it cannot be known when the graph runs.`);
    const { value, axis } = found;
    return emit("Shape", [value], { type: "int64", shape: [1] }, { start: { int: axis }, end: { int: axis + 1 } });
  });
  return vectors.reduce((product, vector) => mul(product, vector));
}

/** How many elements x has along these axes, as a number [] of its type; for sizes known only when the graph runs. */
export function countAtRun(x: Value, axes: readonly number[]): Value {
  const vector = shapeVector(x.graph, [productOf(axes.map((axis) => x.shape[axis]!))]);
  return cast(squeeze(vector, [0]), x.type);
}

/** Reads the sizes as Reshape does: 0 copies the size at the same place, -1 is what is left over. */
export function reshape(x: Value, shape: Shape): Value {
  const codes = shape.map((size, axis) => (typeof size === "string" && size === x.shape[axis] ? 0 : size));
  const open = codes.filter((code) => typeof code === "string");
  const vector =
    open.length > 1
      ? shapeVector(x.graph, shape)
      : integers(
          x.graph,
          codes.map((code) => (typeof code === "string" ? -1 : code)),
        );
  return emit("Reshape", [x, vector], { shape });
}

export function transpose(x: Value, order: readonly number[]): Value {
  return emit("Transpose", [x], { shape: order.map((axis) => x.shape[axis]!) }, { perm: { ints: order } });
}

export function squeeze(x: Value, axes: readonly number[]): Value {
  const shape = x.shape.filter((_, axis) => !axes.includes(axis));
  return emit("Squeeze", [x, integers(x.graph, axes)], { shape });
}

/** `axes` count in the shape that comes out. */
export function unsqueeze(x: Value, axes: readonly number[]): Value {
  const left = [...x.shape];
  const shape = Array.from({ length: x.shape.length + axes.length }, (_, axis) =>
    axes.includes(axis) ? 1 : left.shift()!,
  );
  return emit("Unsqueeze", [x, integers(x.graph, axes)], { shape });
}

export function expand(x: Value, shape: Shape): Value {
  return emit("Expand", [x, shapeVector(x.graph, shape)], { shape });
}

/** A part along one axis; the sizes may be names. */
export function slice(x: Value, axis: number, start: number, end: Size): Value {
  const { graph } = x;
  const size: Size = typeof end === "number" ? end - start : start === 0 ? end : `${end}-${start}`;
  const inputs = [x, integers(graph, [start]), shapeVector(graph, [end]), integers(graph, [axis])] as const;
  return emit("Slice", inputs, { shape: x.shape.map((old, at) => (at === axis ? size : old)) });
}

/** Zeros before and after along one axis, up to `size`: undoes a slice that began at `start`. */
export function padTo(x: Value, axis: number, start: number, size: Size): Value {
  const { graph } = x;
  const total = shapeVector(graph, [size]);
  const used = shapeVector(graph, [x.shape[axis]!]);
  const before = integers(graph, [start]);
  const shape = x.shape.map((old, at) => (at === axis ? size : old));
  const after =
    typeof size === "number" && typeof x.shape[axis] === "number"
      ? integers(graph, [size - x.shape[axis] - start])
      : emit("Sub", [emit("Sub", [total, used]), before]);
  const pads = emit("Concat", [before, after], { shape: [2] }, { axis: { int: 0 } });
  return emit("Pad", [x, pads, scalar(graph, 0, x.type), integers(graph, [axis])], { shape });
}

export function concat(values: readonly [Value, ...Value[]], axis: number): Value {
  const [first] = values;
  const sizes = values.map(({ shape }) => shape[axis]!);
  const size = sizes.every((item) => typeof item === "number")
    ? sizes.reduce((sum, item) => sum + item, 0)
    : sizes.join("+");
  return emit(
    "Concat",
    values,
    { shape: first.shape.map((old, at) => (at === axis ? size : old)) },
    { axis: { int: axis } },
  );
}

export function gather(x: Value, indices: Value, axis: number): Value {
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  return emit("Gather", [x, indices], { shape }, { axis: { int: axis } });
}

export function zeros(graph: Graph, shape: Shape, type: Value["type"]): Value {
  const value = scalar(graph, 0, type);
  return shape.length === 0 ? value : expand(value, shape);
}
