import type { ElementData, GraphNode, Value } from "../../../src/graph.ts";
import {
  arrayOf,
  broadcastShape,
  coordinatesOf,
  fill,
  type NumberArray,
  read,
  readBroadcast,
  sizeOf,
} from "./array.ts";
import { axisOf, numberOf } from "./attributes.ts";
import { elementwise } from "./elementwise.ts";
import { layoutRules } from "./layout.ts";

/**
 * Runs the nodes of a graph in double precision, straight from the definitions of the ONNX operators: slow, and precise
 * enough that finite differences say something. `feeds` holds inputs and parameters.
 */
export function interpret(wanted: readonly Value[], feeds: ReadonlyMap<Value, NumberArray>): readonly NumberArray[] {
  const known = new Map(feeds);
  const needed = neededBy(wanted);
  for (const node of wanted[0]!.graph.nodes) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    const inputs = node.inputs.filter((input) => input !== undefined).map((input) => arrayFor(input, known));
    const results = run(node, inputs);
    for (const [at, output] of node.outputs.entries()) known.set(output, results[at]!);
  }
  return wanted.map((value) => arrayFor(value, known));
}

function neededBy(wanted: readonly Value[]): ReadonlySet<Value> {
  const needed = new Set(wanted);
  for (const node of wanted[0]!.graph.nodes.toReversed())
    if (node.outputs.some((output) => needed.has(output)))
      for (const input of node.inputs) if (input) needed.add(input);
  return needed;
}

function arrayFor(value: Value, known: ReadonlyMap<Value, NumberArray>): NumberArray {
  const array = known.get(value);
  if (array) return array;
  if (value.source.kind !== "constant") throw new Error(`Nothing is fed for "${value.name}".`);
  return arrayOf(value.shape.map(Number), numbersOf(value.source.data));
}

function numbersOf(data: ElementData): number[] {
  return Array.from<number | bigint, number>(data as ArrayLike<number | bigint>, Number);
}

function run(node: GraphNode, inputs: readonly NumberArray[]): readonly NumberArray[] {
  const rule = layoutRules[node.operator] ?? rules[node.operator];
  if (rule) return rule(node, inputs);
  const result = elementwise(node.operator, inputs);
  if (!result) throw new Error(`The interpreter does not know ${node.operator}.`);
  return [result];
}

const rules: Readonly<Record<string, (node: GraphNode, inputs: readonly NumberArray[]) => readonly NumberArray[]>> = {
  FusedMatMul: (node, [a, b]) => [
    matrixProduct(
      numberOf(node, "transA", 0) ? lastSwapped(a!) : a!,
      numberOf(node, "transB", 0) ? lastSwapped(b!) : b!,
      numberOf(node, "alpha", 1),
    ),
  ],
  Gemm: (node, [a, b, bias]) => {
    const [product] = rules["FusedMatMul"]!(node, [a!, b!]);
    return [bias ? elementwise("Add", [product!, bias])! : product!];
  },
  LayerNormalization: (node, [x, weight, bias]) => {
    const mean = alongLast(x!, average);
    const centred = elementwise("Sub", [x!, mean])!;
    const inverse = inverseLength(node, centred);
    const scaled = elementwise("Mul", [elementwise("Mul", [centred, inverse])!, weight!])!;
    return [bias ? elementwise("Add", [scaled, bias])! : scaled, mean, inverse];
  },
  LogSoftmax: (node, [x]) => [{ ...x!, data: softmaxOf(node, x!).data.map(Math.log) }],
  MatMul: (_, [a, b]) => [matrixProduct(a!, b!, 1)],
  ReduceMax: (node, [x, axes]) => [reduce(node, x!, axes, (group) => Math.max(...group))],
  ReduceMean: (node, [x, axes]) => [reduce(node, x!, axes, average)],
  ReduceSum: (node, [x, axes]) => [reduce(node, x!, axes, sum)],
  ReduceSumSquare: (node, [x, axes]) => [reduce(node, x!, axes, (group) => sum(group.map((item) => item * item)))],
  SimplifiedLayerNormalization: (node, [x, weight]) => {
    const inverse = inverseLength(node, x!);
    return [elementwise("Mul", [elementwise("Mul", [x!, inverse])!, weight!])!, inverse];
  },
  Softmax: (node, [x]) => [softmaxOf(node, x!)],
};

function sum(group: readonly number[]): number {
  return group.reduce((total, item) => total + item, 0);
}

function average(group: readonly number[]): number {
  return sum(group) / group.length;
}

/** 1 / √(mean of squares + ε), one for each row. */
function inverseLength(node: GraphNode, x: NumberArray): NumberArray {
  const epsilon = numberOf(node, "epsilon", 1e-5);
  return alongLast(x, (row) => 1 / Math.sqrt(average(row.map((item) => item * item)) + epsilon));
}

function alongLast(x: NumberArray, measure: (row: readonly number[]) => number): NumberArray {
  const width = x.shape.at(-1)!;
  return fill([...x.shape.slice(0, -1), 1], (at) =>
    measure(Array.from({ length: width }, (_, column) => read(x, [...at.slice(0, -1), column]))),
  );
}

function softmaxOf(node: GraphNode, x: NumberArray): NumberArray {
  const axis = axisOf(node, x);
  const line = (at: readonly number[]): number[] =>
    Array.from({ length: x.shape[axis]! }, (_, place) => read(x, at.with(axis, place)));
  return fill(x.shape, (at) => 1 / sum(line(at).map((other) => Math.exp(other - read(x, at)))));
}

function reduce(
  node: GraphNode,
  x: NumberArray,
  axes: NumberArray | undefined,
  measure: (group: readonly number[]) => number,
): NumberArray {
  const over = axes ? [...axes.data] : x.shape.map((_, axis) => axis);
  const inner = x.shape.map((size, axis) => (over.includes(axis) ? size : 1));
  const kept = x.shape.map((size, axis) => (over.includes(axis) ? 1 : size));
  const offsets = Array.from({ length: sizeOf(inner) }, (_, flat) => coordinatesOf(inner, flat));
  const result = fill(kept, (at) =>
    measure(
      offsets.map((offset) =>
        read(
          x,
          at.map((place, axis) => place + offset[axis]!),
        ),
      ),
    ),
  );
  if (numberOf(node, "keepdims", 1)) return result;
  return { shape: x.shape.filter((_, axis) => !over.includes(axis)), data: result.data };
}

function lastSwapped(x: NumberArray): NumberArray {
  const shape = [...x.shape.slice(0, -2), x.shape.at(-1)!, x.shape.at(-2)!];
  return fill(shape, (at) => read(x, [...at.slice(0, -2), at.at(-1)!, at.at(-2)!]));
}

function matrixProduct(a: NumberArray, b: NumberArray, scale: number): NumberArray {
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const inner = a.shape.at(-1)!;
  return fill([...batch, a.shape.at(-2)!, b.shape.at(-1)!], (at) => {
    const [lead, row, column] = [at.slice(0, -2), at.at(-2)!, at.at(-1)!];
    let total = 0;
    for (let k = 0; k < inner; k++)
      total += readBroadcast(a, [...lead, row, k]) * readBroadcast(b, [...lead, k, column]);
    return total * scale;
  });
}
