import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Value } from "../../src/graph.ts";
import { writeOnnx } from "../../src/graph/write-onnx.ts";
import { arrayOf, type NumberArray } from "./reference/array.ts";

/** Computes values with onnxruntime, in the number types of the graph. */
export async function runOnnx(
  wanted: readonly Value[],
  feeds: ReadonlyMap<Value, NumberArray>,
): Promise<readonly NumberArray[]> {
  const outputs = Object.fromEntries(wanted.map((value, at) => [`output.${at}`, value]));
  const { model, inputs } = writeOnnx(wanted[0]!.graph, { outputs, weights: "inputs" });
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  try {
    const results = await session.run(Object.fromEntries(inputs.map((input) => [input.name, tensorOf(input, feeds)])));
    return Object.keys(outputs).map((name) => {
      const { data, dims } = results[name]!;
      return arrayOf(dims, Array.from<unknown, number>(data as ArrayLike<unknown>, Number));
    });
  } finally {
    await session.release();
  }
}

function tensorOf(input: Value, feeds: ReadonlyMap<Value, NumberArray>): Tensor {
  const array = feeds.get(input);
  if (!array) throw new Error(`Nothing is fed for "${input.name}".`);
  const { shape, data } = array;
  switch (input.type) {
    case "float32":
      return new Tensor("float32", Float32Array.from(data), shape);
    case "int64":
      return new Tensor("int64", BigInt64Array.from(data, BigInt), shape);
    case "int32":
      return new Tensor("int32", Int32Array.from(data), shape);
    case "bool":
      return new Tensor("bool", Uint8Array.from(data), shape);
    default:
      throw new Error(`The tests feed no ${input.type}.`);
  }
}
