import { fromHalf, toHalf } from "../half-float.ts";
import type { Tensor, Tensors } from "../tensor.ts";
import { createTreeEnsemble, type TreeEnsemble, type TreeNodes } from "./tree-ensemble.ts";

/**
 * The compact form of trees: the preorder needs no child positions, thresholds are numbers of a table per feature, and
 * each array takes the narrowest type that loses nothing. About 3 bytes a node when leaves fit half precision.
 */
export function treesToTensors(nodes: TreeNodes): Tensors {
  const { featureCount, feature, threshold, nodeCounts } = nodes;
  const edges = Array.from({ length: featureCount }, () => new Set<number>());
  for (let node = 0; node < feature.length; node++)
    if (feature[node]! >= 0) edges[feature[node]!]!.add(threshold[node]!);
  const sorted = edges.map((set) => Float32Array.from(set).sort());
  const rank = sorted.map((list) => new Map(Array.from(list, (edge, at) => [edge, at])));
  const bins: number[] = [];
  const values: number[] = [];
  const covers: number[] = [];
  for (let node = 0; node < feature.length; node++) {
    const asked = feature[node]!;
    if (asked >= 0) bins.push(rank[asked]!.get(threshold[node]!)!);
    else {
      values.push(nodes.value[node]!);
      covers.push(nodes.cover[node]!);
    }
  }
  return {
    "trees.node-counts": vector(nodeCounts),
    // 0 is a leaf.
    "trees.feature": narrow(Array.from(feature, (asked) => asked + 1)),
    "trees.bin": narrow(bins),
    "trees.edge-counts": narrow(sorted.map((list) => list.length)),
    "trees.edge": vector(Float32Array.from(sorted.flatMap((list) => [...list]))),
    "trees.leaf-value": floats(values),
    "trees.leaf-cover": floats(covers),
  };
}

/** @throws when a tensor is missing or they do not fit together */
export function treesFromTensors(tensors: Tensors): TreeEnsemble {
  const nodeCounts = Uint32Array.from(numbers(tensors, "trees.node-counts"));
  const asked = numbers(tensors, "trees.feature");
  const bins = numbers(tensors, "trees.bin");
  const edgeCounts = numbers(tensors, "trees.edge-counts");
  const edges = numbers(tensors, "trees.edge");
  const values = numbers(tensors, "trees.leaf-value");
  const covers = numbers(tensors, "trees.leaf-cover");
  const firstEdge = new Uint32Array(edgeCounts.length + 1);
  for (let at = 0; at < edgeCounts.length; at++) firstEdge[at + 1] = firstEdge[at]! + edgeCounts[at]!;
  const leaves = asked.reduce((count, item) => count + (item === 0 ? 1 : 0), 0);
  expectLength(
    "trees.feature",
    asked.length,
    nodeCounts.reduce((sum, count) => sum + count, 0),
  );
  expectLength("trees.bin", bins.length, asked.length - leaves);
  expectLength("trees.edge", edges.length, firstEdge.at(-1)!);
  expectLength("trees.leaf-value", values.length, leaves);
  expectLength("trees.leaf-cover", covers.length, leaves);
  const feature = Int32Array.from(asked, (item) => item - 1);
  const threshold = new Float32Array(feature.length);
  const value = new Float32Array(feature.length);
  const cover = new Float32Array(feature.length);
  let split = 0;
  let leaf = 0;
  for (let node = 0; node < feature.length; node++) {
    if (feature[node]! < 0) {
      value[node] = values[leaf]!;
      cover[node] = covers[leaf++]!;
    } else {
      const bin = bins[split++]!;
      if (bin >= (edgeCounts[feature[node]!] ?? 0))
        throw refuse(`node ${node} has bin ${bin} of feature ${feature[node]}, which the table of edges lacks`);
      threshold[node] = edges[firstEdge[feature[node]!]! + bin]!;
    }
  }
  return createTreeEnsemble({ featureCount: edgeCounts.length, nodeCounts, feature, threshold, value, cover });
}

function numbers(tensors: Tensors, name: string): readonly number[] {
  const tensor = tensors[name];
  if (!tensor)
    throw refuse(`the tensor "${name}" is missing; it holds ${Object.keys(tensors).join(", ") || "nothing"}`);
  return tensor.dtype === "F16" ? Array.from(tensor.data, fromHalf) : Array.from(tensor.data);
}

function narrow(values: readonly number[]): Tensor {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return vector(
    most < 256 ? Uint8Array.from(values) : most < 65_536 ? Uint16Array.from(values) : Uint32Array.from(values),
  );
}

function floats(values: readonly number[]): Tensor {
  const halves = Uint16Array.from(values, toHalf);
  return values.every((value, at) => fromHalf(halves[at]!) === value)
    ? { ...vector(halves), dtype: "F16" }
    : vector(Float32Array.from(values));
}

function vector(data: Tensor["data"]): Tensor {
  return { shape: [data.length], data };
}

function expectLength(name: string, length: number, expected: number): void {
  if (length !== expected) throw refuse(`the tensor "${name}" has ${length} numbers, not ${expected}`);
}

function refuse(reason: string): Error {
  return new Error(`The trees of this classifier cannot be read: ${reason}. Fetch the checkpoint or train it again.`);
}
