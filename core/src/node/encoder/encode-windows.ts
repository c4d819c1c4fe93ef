import { batchByLength, restoreOrder } from "../../window/batches.ts";
import type { OnnxSession, OnnxTensors } from "../onnx/session.ts";
import type { EncodeOptions } from "./code-encoder.ts";

/**
 * Tokens that go through the model at once, padding among them. More is not faster: 8 windows of 512 tokens already keep all
 * cores busy, and a run of a large encoder takes some seconds, in which it cannot be stopped.
 */
const tokensPerBatch = 4096;

/**
 * Gives the vector of each window, in their order.
 * @param pad id of the padding token
 */
export async function encodeWindows(
  session: OnnxSession,
  windows: readonly Int32Array[],
  pad: number,
  { signal, onProgress }: EncodeOptions = {},
): Promise<Float32Array[]> {
  const lengths = windows.map(({ length }) => length);
  const batches = batchByLength(lengths, { tokensPerBatch });
  const results: Float32Array[][] = [];
  let done = 0;
  for (const { items, length } of batches) {
    signal?.throwIfAborted();
    const rows = items.map((item) => windows[item]!);
    const { vectors } = await session.run(createFeeds(rows, length, pad), { signal });
    results.push(rowsOf(vectors!.data as Float32Array, rows.length));
    done += rows.length;
    onProgress?.({ windows: done, of: windows.length });
  }
  return restoreOrder(batches, results);
}

function createFeeds(rows: readonly Int32Array[], length: number, pad: number): OnnxTensors {
  const shape = [rows.length, length];
  const ids = new BigInt64Array(rows.length * length).fill(BigInt(pad));
  const mask = new BigInt64Array(rows.length * length);
  for (const [row, tokens] of rows.entries()) {
    const start = row * length;
    for (const [at, id] of tokens.entries()) ids[start + at] = BigInt(id);
    mask.fill(1n, start, start + tokens.length);
  }
  return {
    input_ids: { type: "int64", shape, data: ids },
    attention_mask: { type: "int64", shape, data: mask },
  };
}

function rowsOf(data: Float32Array, count: number): Float32Array[] {
  const width = data.length / count;
  return Array.from({ length: count }, (_, row) => data.slice(row * width, (row + 1) * width));
}
