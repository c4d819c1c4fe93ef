import { Graph } from "whowrote/graph";
import { matmul } from "whowrote/graph/operator/matmul";
import { writeOnnx } from "whowrote/graph/write-onnx";
import { inMemory } from "whowrote/node/onnx/in-memory";
import { openSession } from "whowrote/node/onnx/open-session";
import { alternate } from "../encoder-speed/alternate.ts";

const size = 1536;
/** One after the other in a run, so that what surrounds them costs little. */
const products = 8;

/** Operations a second of onnxruntime's products of square matrices, 32-bit floats: what no step can exceed by much. */
export async function matrixProductSpeed(rounds: number): Promise<number> {
  const graph = new Graph();
  const weight = graph.parameter("weight", [size, size]);
  let value = graph.input("start", "float32", [size, size]);
  for (let product = 0; product < products; product++) value = matmul(value, weight);
  const shape = [size, size];
  const small = new Float32Array(size * size).fill(1 / size);
  const model = writeOnnx(graph, { outputs: { value }, weights: new Map([["weight", { shape, data: small }]]) });
  const session = await openSession(inMemory(model));
  try {
    // A run takes its inputs' memory with it.
    const once = async () => session.run({ start: { type: "float32", shape, data: new Float32Array(size * size) } });
    const [milliseconds] = await alternate([once], rounds);
    return (products * 2 * size ** 3) / (milliseconds! / 1000);
  } finally {
    await session.close();
  }
}
