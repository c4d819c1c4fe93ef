import { toHalf } from "../half-float.ts";
import type { ElementData, ElementType, Graph, Value } from "../graph.ts";

/**
 * Numbers that are part of the graph.
 * @param type needed for `bool` only, which is held as bytes; otherwise the array says it
 * @throws when the shape does not fit the numbers
 */
export function constant(
  graph: Graph,
  data: ElementData,
  shape: readonly number[],
  type: ElementType = typeOf(data),
): Value {
  const needed = shape.reduce((product, size) => product * size, 1);
  if (needed !== data.length)
    throw new Error(
      `A constant of shape [${shape.join(", ")}] needs ${needed} numbers, not ${data.length}; correct its shape.`,
    );
  return graph.embed(data, { type, shape });
}

/** One number, of shape []. */
export function scalar(graph: Graph, value: number, type: ElementType = "float32"): Value {
  return constant(graph, arrayOf(type, [value]), [], type);
}

/** int64 numbers as indices and shapes are: a vector, or of the shape given. */
export function integers(
  graph: Graph,
  values: readonly number[] | Int32Array,
  shape: readonly number[] = [values.length],
): Value {
  return constant(graph, BigInt64Array.from(values, BigInt), shape);
}

/** The numbers in the array that holds this type. */
function arrayOf(type: ElementType, values: readonly number[]): ElementData {
  switch (type) {
    case "float32":
      return Float32Array.from(values);
    case "float64":
      return Float64Array.from(values);
    case "int64":
      return BigInt64Array.from(values, BigInt);
    case "int32":
      return Int32Array.from(values);
    case "uint32":
      return Uint32Array.from(values);
    case "int8":
      return Int8Array.from(values);
    case "float16":
      return Uint16Array.from(values, toHalf);
    case "uint8":
    case "bool":
      return Uint8Array.from(values);
  }
}

export function typeOf(data: ElementData): ElementType {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof BigInt64Array) return "int64";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof Uint32Array) return "uint32";
  if (data instanceof Uint16Array) return "float16";
  return data instanceof Int8Array ? "int8" : "uint8";
}
