import type { Shape, Value } from "../../graph.ts";
import { integers } from "../constant.ts";
import { emit } from "../emit.ts";
import { squeeze } from "./layout.ts";

export const reduceSum = reduce("ReduceSum");
export const reduceMean = reduce("ReduceMean");
export const reduceMax = reduce("ReduceMax");
export const reduceSumSquare = reduce("ReduceSumSquare");

function reduce(operator: string): (x: Value, axes: readonly number[], keep: boolean) => Value {
  return (x, axes, keep) => {
    if (axes.length === 0 && operator !== "ReduceSumSquare") return x;
    const shape = keep
      ? x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
      : x.shape.filter((_, axis) => !axes.includes(axis));
    // Without axes these nodes reduce all of them.
    const inputs: [Value, ...Value[]] = axes.length === x.shape.length ? [x] : [x, integers(x.graph, axes)];
    return emit(operator, inputs, { shape }, { keepdims: { int: keep ? 1 : 0 } });
  };
}

/** The last axis alone, kept as size 1. */
export function sumLast(x: Value): Value {
  return reduceSum(x, [x.shape.length - 1], true);
}

export function meanLast(x: Value): Value {
  return reduceMean(x, [x.shape.length - 1], true);
}

/** The sum over what broadcasting `shape` to x's shape repeated: the gradient of broadcasting. */
export function sumTo(x: Value, shape: Shape): Value {
  const lead = x.shape.length - shape.length;
  const leading = Array.from({ length: lead }, (_, axis) => axis);
  const stretched = shape.flatMap((size, axis) => (size === 1 && x.shape[axis + lead] !== 1 ? [axis + lead] : []));
  if (stretched.length === 0) return reduceSum(x, leading, false);
  const summed = reduceSum(x, [...leading, ...stretched], true);
  return lead === 0 ? summed : squeeze(summed, leading);
}
