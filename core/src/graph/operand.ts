import type { Value } from "../graph.ts";
import { scalar } from "./constant.ts";

/** What a binary operator takes: a value, or a number that becomes a scalar of the other operand's type. */
export type Operand = Value | number;

/** @throws when both are numbers: then there is no graph */
export function operands(a: Operand, b: Operand): readonly [Value, Value] {
  if (typeof a !== "number") return [a, typeof b === "number" ? scalar(a.graph, b, a.type) : b];
  if (typeof b !== "number") return [scalar(b.graph, a, b.type), b];
  throw new Error(`An operator is given the numbers ${a} and ${b}; one operand must be a value of a graph.`);
}
