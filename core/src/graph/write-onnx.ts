import { describe, type ElementData, type ElementType, type Graph, type GraphNode, type Value } from "../graph.ts";
import type { Tensor } from "../tensor.ts";
import { typeOf } from "./constant.ts";
import { type ExternalData, layOut } from "./external-data.ts";
import { graphMessage, modelMessage, nodeMessage, tensorMessage, valueMessage } from "./onnx-messages.ts";
import { type Encoded, toBytes } from "./protobuf.ts";
import { sameShape } from "./shape.ts";

export interface OnnxOptions {
  /** What the model computes, by the names that its outputs get. */
  readonly outputs: Readonly<Record<string, Value>>;
  /**
   * "inputs" leaves the parameters to be fed at every run, as training does. A map puts their numbers into the file, by
   * the parameters' names; it may hold more than the graph needs.
   */
  readonly weights: "inputs" | ReadonlyMap<string, Tensor>;
  /** With a map of weights: parameters that are fed nevertheless. */
  readonly fed?: readonly Value[];
  /** The file name under which {@link OnnxModel.external} will lie beside the model. */
  readonly externalFile?: string;
  /** Bytes of numbers up to which they stay in the file itself; at most what a protobuf message can hold. */
  readonly inlineLimit?: number;
}

export interface OnnxModel {
  /** The content of a `.onnx` file. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** Numbers that lie in a second file, because one of more than 2 GB cannot be read. */
  readonly external: ExternalData | undefined;
  /** What must be fed, in the order of the file: inputs and fed parameters. What the outputs do not need is not here. */
  readonly inputs: readonly Value[];
}

/** A protobuf message is shorter than 2 GiB; 64 MiB are left for the nodes. */
const protobufLimit = 2 ** 31 - 2 ** 26;

/** Shorter tensors stay in the model even when others lie outside: they are scalars, shapes and norms. */
const smallest = 1024;

/**
 * Writes what the outputs need of a graph as an ONNX model.
 * @throws when a parameter has no weight, or one of another shape or number type
 */
export function writeOnnx(graph: Graph, options: OnnxOptions): OnnxModel {
  const { outputs, weights, fed = [], externalFile = "model.onnx.data", inlineLimit = protobufLimit } = options;
  const wanted = Object.entries(outputs);
  if (wanted.length === 0) throw new Error("A model needs at least one output; name the values it shall compute.");
  const { nodes, leaves } = neededBy(
    graph,
    wanted.map(([, value]) => value),
  );
  const isFed = (leaf: Value): boolean =>
    leaf.source.kind === "input" || (leaf.source.kind === "parameter" && (weights === "inputs" || fed.includes(leaf)));
  const inputs = leaves.filter(isFed);
  const held = leaves.filter((leaf) => !isFed(leaf)).map((leaf) => ({ leaf, bytes: bytesOf(leaf, weights) }));
  const total = held.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const outside = total > inlineLimit ? held.filter(({ bytes }) => bytes.length >= smallest) : [];
  const external =
    outside.length === 0
      ? undefined
      : layOut(
          externalFile,
          outside.map(({ bytes }) => bytes),
        );
  const tensors = held.map((item) => {
    const part = external?.parts[outside.indexOf(item)];
    const place = part && { file: externalFile, offset: part.offset, byteLength: part.bytes.length };
    return tensorMessage(item.leaf.name, item.leaf, place ?? item.bytes);
  });
  const content = graphMessage({
    nodes: nodeMessages(nodes, leaves, wanted),
    tensors,
    inputs: inputs.map((value) => valueMessage(value.name, value)),
    outputs: wanted.map(([name, value]) => valueMessage(name, value)),
  });
  return { model: toBytes(modelMessage(content, new Set(nodes.map(({ domain }) => domain)))), external, inputs };
}

/** What outputs depend on: nodes in their order, and the inputs, parameters and constants that they begin with. */
function neededBy(graph: Graph, outputs: readonly Value[]): { nodes: readonly GraphNode[]; leaves: readonly Value[] } {
  const needed = new Set(outputs);
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    nodes.push(node);
    for (const input of node.inputs) if (input) needed.add(input);
  }
  return { nodes: nodes.reverse(), leaves: graph.leaves.filter((leaf) => needed.has(leaf)) };
}

/** The nodes with their values' names, where an output's chosen name takes the place of the value's own. */
function nodeMessages(
  nodes: readonly GraphNode[],
  leaves: readonly Value[],
  wanted: readonly (readonly [string, Value])[],
): readonly Encoded[] {
  const renamed = new Map<Value, string>();
  const copies: Encoded[] = [];
  for (const [name, value] of wanted)
    if (value.source.kind === "node" && !renamed.has(value)) renamed.set(value, name);
    else copies.push(copyMessage(renamed.get(value) ?? value.name, name));
  const own = [...leaves, ...nodes.flatMap(({ outputs }) => outputs)].filter((value) => !renamed.has(value));
  const taken = new Set(own.map(({ name }) => name));
  for (const [name] of wanted)
    if (taken.has(name)) throw new Error(`The output "${name}" has the name of another value of the graph; rename it.`);
  const nameOf = (value: Value | undefined): string => (value ? (renamed.get(value) ?? value.name) : "");
  const messages = nodes.map((node) => {
    const results = node.outputs.map(nameOf);
    // onnxruntime 1.30 crashes on an input left out at the end that is written as an empty name.
    const given = node.inputs.slice(0, node.inputs.findLastIndex((input) => input !== undefined) + 1);
    return nodeMessage(node, { node: results[0]!, inputs: given.map(nameOf), outputs: results });
  });
  return [...messages, ...copies];
}

function copyMessage(from: string, to: string): Encoded {
  const copy = { operator: "Identity", domain: "", inputs: [], outputs: [], attributes: {} } as const;
  return nodeMessage(copy, { node: to, inputs: [from], outputs: [to] });
}

function bytesOf(leaf: Value, weights: OnnxOptions["weights"]): Uint8Array {
  if (leaf.source.kind === "constant") return viewOf(leaf.source.data);
  const tensor = weights === "inputs" ? undefined : weights.get(leaf.name);
  if (!tensor) throw new Error(`The parameter ${describe(leaf)} has no weight; give the weights of the whole model.`);
  const type = elementTypeOf(tensor);
  if (type !== leaf.type || !sameShape(tensor.shape, leaf.shape))
    throw new Error(
      `The parameter ${describe(leaf)} of ${leaf.type} is given a weight of ${type ?? "another type"} [${tensor.shape.join(", ")}]; give the weight of this model, converted to ${leaf.type}.`,
    );
  return viewOf(tensor.data);
}

function elementTypeOf({ data, dtype }: Tensor): ElementType | undefined {
  if (data instanceof Uint16Array) return dtype === "F16" ? "float16" : undefined;
  return data instanceof Int16Array ? undefined : typeOf(data);
}

function viewOf({ buffer, byteOffset, byteLength }: ElementData | Tensor["data"]): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
