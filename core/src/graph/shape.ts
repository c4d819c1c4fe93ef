import { operatorError, type Shape, type Size, type Value } from "../graph.ts";
import { productOf } from "./size.ts";

/**
 * The axis counted from the front; -1 is the last.
 * @throws when the value has no such axis
 */
export function axisOf(operator: string, value: Value, axis: number): number {
  const rank = value.shape.length;
  const counted = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || counted < 0 || counted >= rank)
    throw operatorError(operator, [value], `there is no axis ${axis}; its axes are ${-rank} to ${rank - 1}`);
  return counted;
}

/** `undefined` stands for all axes. */
export function axesOf(operator: string, value: Value, axes: readonly number[] | undefined): readonly number[] {
  if (axes === undefined) return value.shape.map((_, axis) => axis);
  const counted = axes.map((axis) => axisOf(operator, value, axis));
  if (new Set(counted).size !== counted.length)
    throw operatorError(operator, [value], `axes [${axes.join(", ")}] name one axis twice`);
  return counted;
}

/**
 * The shape of two values combined element by element: sizes are aligned at the end, and a size 1 stretches.
 * @throws when two sizes differ and neither is 1
 */
export function broadcast(operator: string, a: Value, b: Value): Shape {
  const rank = Math.max(a.shape.length, b.shape.length);
  return Array.from({ length: rank }, (_, axis): Size => {
    const left = a.shape[axis - rank + a.shape.length] ?? 1;
    const right = b.shape[axis - rank + b.shape.length] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw operatorError(
      operator,
      [a, b],
      `sizes ${left} and ${right} at axis ${axis - rank} differ and neither is 1; reshape or transpose one of them`,
    );
  });
}

/** How many elements a value has. */
export function countOf({ shape }: Value): Size {
  return productOf(shape);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** @throws when the values are not all of one of these number types */
export function expectType(operator: string, values: readonly Value[], types: readonly Value["type"][]): void {
  for (const value of values)
    if (!types.includes(value.type))
      throw operatorError(operator, values, `it takes ${types.join(", ")}, not ${value.type}; use cast`);
}

export function isFloat({ type }: Value): boolean {
  return type === "float32" || type === "float64" || type === "float16";
}

/** @throws when two values differ in their number type */
export function expectSameType(operator: string, a: Value, b: Value): void {
  if (a.type !== b.type)
    throw operatorError(operator, [a, b], `${a.type} and ${b.type} do not mix; cast one of them to the other's type`);
}
