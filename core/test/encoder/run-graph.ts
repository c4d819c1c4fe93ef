import { InferenceSession, Tensor as NativeTensor } from "onnxruntime-node";
import type { Value } from "whowrote/graph";
import { writeOnnx } from "whowrote/graph/write-onnx";
import type { Tensor } from "whowrote/tensor";

export type Feeds = Readonly<Record<string, NativeTensor>>;
export type Results = Readonly<Record<string, { readonly dims: readonly number[]; readonly data: Float32Array }>>;

/** Opens a session on what the outputs need of their graph and gives the function that runs it. */
export async function openGraph(
  outputs: Readonly<Record<string, Value>>,
  weights: "inputs" | ReadonlyMap<string, Tensor>,
): Promise<(feeds: Feeds) => Promise<Results>> {
  const { model } = writeOnnx(Object.values(outputs)[0]!.graph, { outputs, weights });
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  return async (feeds) => (await session.run(feeds)) as unknown as Results;
}

export function int64(rows: readonly (readonly number[])[]): NativeTensor {
  return new NativeTensor("int64", BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length]);
}

export function float32({ data, shape }: Pick<Tensor, "data" | "shape">): NativeTensor {
  return new NativeTensor("float32", data as Float32Array, shape);
}
