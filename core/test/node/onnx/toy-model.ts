import { Graph } from "../../../src/graph.ts";
import { add } from "../../../src/graph/operator/arithmetic.ts";
import { matmul } from "../../../src/graph/operator/matmul.ts";
import { writeOnnx } from "../../../src/graph/write-onnx.ts";
import type { OnnxTensor } from "../../../src/node/onnx/session.ts";

const outputOf = (graph: Graph, y: ReturnType<typeof add>): { bytes: Uint8Array } => ({
  bytes: writeOnnx(graph, { outputs: { y }, weights: new Map() }).model,
});

/** y = x + x, [n]. */
export function doubling(): { bytes: Uint8Array } {
  const graph = new Graph();
  const x = graph.input("x", "float32", ["n"]);
  return outputOf(graph, add(x, x));
}

/** y = x to the 65th power, [n, n]: fast for small matrices, as slow as one likes for large ones. */
export function power(): { bytes: Uint8Array } {
  const graph = new Graph();
  const x = graph.input("x", "float32", ["n", "n"]);
  let y = x;
  for (let step = 0; step < 64; step++) y = matmul(y, x);
  return outputOf(graph, y);
}

/** y = a · b, [n, 1] and [1, n]: a little to feed, and memory as n squared. */
export function outerProduct(): { bytes: Uint8Array } {
  const graph = new Graph();
  return outputOf(graph, matmul(graph.input("a", "float32", ["n", 1]), graph.input("b", "float32", [1, "n"])));
}

export function floats(shape: readonly number[], value = 0): OnnxTensor & { readonly data: Float32Array } {
  return {
    type: "float32",
    shape,
    data: new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value),
  };
}

/** Of {@link power}: some tenths of a second on one core. */
export const longRun = (): { x: OnnxTensor } => ({ x: floats([512, 512]) });
