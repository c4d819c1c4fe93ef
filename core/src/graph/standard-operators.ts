import { Graph, type GraphNode, type Value } from "../graph.ts";
import { emit } from "./emit.ts";
import { add, div, mul, sqrt } from "./nodes/elementwise.ts";
import { transpose } from "./nodes/layout.ts";
import { product } from "./nodes/product.ts";
import { meanLast } from "./nodes/reduce.ts";

/** An operator by others: its outputs, computed from its inputs and attributes. */
type Rewriting = (inputs: readonly Value[], node: GraphNode) => readonly Value[];

/** Operators that onnxruntime knows and the ONNX standard (operator set 20) does not, whatever domain they claim. */
const rewritings: Readonly<Record<string, Rewriting>> = {
  "com.microsoft.Gelu": ([x]) => [emit("Gelu", [x!])],
  "com.microsoft.FastGelu": ([x]) => [emit("Gelu", [x!], {}, { approximate: { string: "tanh" } })],
  "com.microsoft.FusedMatMul": ([a, b], node) => {
    const [left, right] = [int(node, "transA") ? turned(a!) : a!, int(node, "transB") ? turned(b!) : b!];
    const scale = float(node, "alpha");
    const y = product(left, right, node.outputs[0]!.shape.slice(0, -2));
    return [scale === 1 ? y : mul(y, scale)];
  },
  SimplifiedLayerNormalization: ([x, weight], node) => {
    const deviation = sqrt(add(meanLast(mul(x!, x!)), float(node, "epsilon")));
    return [mul(div(x!, deviation), weight!), div(1, deviation)];
  },
};

const nameOf = ({ domain, operator }: GraphNode): string => (domain === "" ? operator : `${domain}.${operator}`);

/**
 * The same values in a graph of standard operators, which every ONNX runtime knows.
 * @throws when an operator has no rewriting
 */
export function inStandardOperators<Name extends string>(
  graph: Graph,
  values: Readonly<Record<Name, Value>>,
): { readonly graph: Graph; readonly values: Readonly<Record<Name, Value>> } {
  const target = new Graph();
  const copies = new Map<Value, Value>();
  const copyOf = (value: Value): Value => copies.get(value)!;
  for (const leaf of graph.leaves) copies.set(leaf, copyLeaf(leaf, target));
  for (const node of graph.nodes) {
    const outputs = rewrite(
      node,
      node.inputs.map((input) => input && copyOf(input)),
      target,
    );
    for (const [at, output] of node.outputs.entries()) copies.set(output, outputs[at]!);
  }
  const chosen = Object.entries<Value>(values).map(([name, value]) => [name, copyOf(value)]);
  return { graph: target, values: Object.fromEntries(chosen) as Record<Name, Value> };
}

function copyLeaf({ name, type, shape, source }: Value, target: Graph): Value {
  if (source.kind === "input") return target.input(name, type, shape);
  if (source.kind === "parameter") return target.parameter(name, shape as readonly number[], type);
  if (source.kind === "constant") return target.embed(source.data, { type, shape });
  throw new Error(`${name} is computed, and no leaf of its graph.`);
}

function rewrite(node: GraphNode, inputs: readonly (Value | undefined)[], target: Graph): readonly Value[] {
  const rewriting = rewritings[nameOf(node)];
  if (rewriting) return rewriting(inputs as readonly Value[], node);
  if (node.domain !== "")
    throw new Error(
      `${nameOf(node)} is not a standard operator of ONNX, and is not built of those; write the model with it.`,
    );
  const { operator, outputs, attributes } = node;
  return target.apply({ operator, inputs, outputs, attributes });
}

function turned(x: Value): Value {
  const axes = x.shape.map((_, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}

function int({ attributes }: GraphNode, name: string): number {
  const attribute = attributes[name];
  return attribute && "int" in attribute ? attribute.int : 0;
}

function float({ attributes }: GraphNode, name: string): number {
  const attribute = attributes[name];
  return attribute && "float" in attribute ? attribute.float : 1;
}
