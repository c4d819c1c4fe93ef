import type { ElementType, Value } from "../../graph.ts";
import { emit } from "../emit.ts";
import { type Operand, operands } from "../operand.ts";
import { broadcast, expectSameType } from "../shape.ts";

/*
 * Plain ONNX nodes without gradients: what the operators and their gradients are made of. One of two operands may be a
 * number.
 */

export const add = binary("Add");
export const sub = binary("Sub");
export const mul = binary("Mul");
export const div = binary("Div");
export const pow = binary("Pow");
export const max = binary("Max");
export const min = binary("Min");
export const equal = binary("Equal", "bool");
export const greater = binary("Greater", "bool");
export const greaterOrEqual = binary("GreaterOrEqual", "bool");
export const less = binary("Less", "bool");
export const lessOrEqual = binary("LessOrEqual", "bool");
export const and = binary("And", "bool");
export const or = binary("Or", "bool");

export const abs = unary("Abs");
export const cos = unary("Cos");
export const erf = unary("Erf");
export const exp = unary("Exp");
export const identity = unary("Identity");
export const log = unary("Log");
export const neg = unary("Neg");
export const not = unary("Not");
export const reciprocal = unary("Reciprocal");
export const relu = unary("Relu");
export const sigmoid = unary("Sigmoid");
export const sign = unary("Sign");
export const sin = unary("Sin");
export const softplus = unary("Softplus");
export const sqrt = unary("Sqrt");
export const tanh = unary("Tanh");

const typeCodes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11, uint32: 12 };

/** The numbers by which ONNX knows element types (onnx.proto, TensorProto.DataType). */
export function typeCode(type: ElementType): number {
  return typeCodes[type];
}

export function cast(x: Value, type: ElementType): Value {
  return x.type === type ? x : emit("Cast", [x], { type }, { to: { int: typeCode(type) } });
}

export function where(condition: Value, a: Operand, b: Operand): Value {
  const [left, right] = operands(a, b);
  const chosen = { ...left, shape: broadcast("where", left, right) };
  return emit("Where", [condition, left, right], { type: left.type, shape: broadcast("where", condition, chosen) });
}

function unary(operator: string): (x: Value) => Value {
  return (x) => emit(operator, [x]);
}

function binary(operator: string, type?: ElementType): (a: Operand, b: Operand) => Value {
  const name = operator.toLowerCase();
  return (a, b) => {
    const [left, right] = operands(a, b);
    expectSameType(name, left, right);
    return emit(operator, [left, right], { type: type ?? left.type, shape: broadcast(name, left, right) });
  };
}
