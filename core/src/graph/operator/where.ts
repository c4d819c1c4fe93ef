import type { Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import * as nodes from "../nodes/elementwise.ts";
import { sumTo } from "../nodes/reduce.ts";
import { type Operand, operands } from "../operand.ts";
import { expectSameType, expectType } from "../shape.ts";

/** Element by element, a where the condition (bool) holds, else b; shapes broadcast. */
export function where(condition: Value, a: Operand, b: Operand): Value {
  const [x, y] = operands(a, b);
  expectType("where's condition", [condition], ["bool"]);
  expectSameType("where", x, y);
  return derive(nodes.where(condition, x, y), [x, y], (d) => [
    sumTo(nodes.where(condition, d, 0), x.shape),
    sumTo(nodes.where(condition, 0, d), y.shape),
  ]);
}
