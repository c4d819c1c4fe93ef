import { readFile } from "node:fs/promises";
import type { Table } from "@whowrote/training/evaluate/table";
import { loadEncoder } from "whowrote/node/load-encoder";
import { openSession } from "whowrote/node/onnx/open-session";
import type { ExportedPeer } from "./peer-export.ts";

type Vectors = readonly Float32Array[];

/** What 8 bits change in the vectors of source files: their first windows, pooled by the mean. */
export async function accuracyTable(peers: readonly ExportedPeer[], files: readonly string[]): Promise<Table> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const rows: Table["rows"][number][] = [];
  for (const peer of peers) {
    const { vectors: exact, windows } = await encode(peer, texts, "float32");
    const { vectors: own } = await encode(peer, texts, "int8");
    const plainExact = await encodePlainly(peer.onnx.float32, windows);
    const plain = await encodePlainly(peer.onnx.int8, windows);
    rows.push(
      compare(peer.name, "whowrote, float32, against the plain export", exact, plainExact),
      compare(peer.name, "whowrote, int8 against float32", own, exact),
      compare(peer.name, "plain export, int8 against float32", plain, plainExact),
    );
  }
  return {
    caption: "What 8 bits change",
    notes: [
      `Over ${files.length} source files: the cosine of a file's two vectors, which is 1 where nothing changes, and by how much the cosine between two files changes.`,
    ],
    rows,
  };
}

async function encode(
  { folder }: ExportedPeer,
  texts: readonly string[],
  precision: "float32" | "int8",
): Promise<{ vectors: Vectors; windows: readonly Int32Array[] }> {
  const encoder = await loadEncoder(folder, { precision, pooling: "mean" });
  try {
    const windows = texts.map((text) => encoder.cut(text).windows[0]!);
    return { vectors: await encoder.encodeWindows(windows), windows };
  } finally {
    await encoder.close();
  }
}

async function encodePlainly(file: string, windows: readonly Int32Array[]): Promise<Vectors> {
  const session = await openSession(file);
  const vectors: Float32Array[] = [];
  for (const ids of windows) {
    const shape = [1, ids.length];
    const { last_hidden_state: states } = await session.run({
      input_ids: { type: "int64", shape, data: BigInt64Array.from(ids, BigInt) },
      attention_mask: { type: "int64", shape, data: new BigInt64Array(ids.length).fill(1n) },
    });
    vectors.push(meanOf(states!.data as Float32Array, ids.length));
  }
  await session.close();
  return vectors;
}

function meanOf(states: Float32Array, tokens: number): Float32Array {
  const width = states.length / tokens;
  const mean = new Float32Array(width);
  for (const [at, value] of states.entries()) mean[at % width]! += value / tokens;
  return mean;
}

function compare(encoder: string, what: string, changed: Vectors, original: Vectors): Table["rows"][number] {
  const cosines = changed.map((vector, at) => cosine(vector, original[at]!));
  const pairs = changed.flatMap((vector, at) =>
    changed.slice(at + 1).map((other, next) => {
      const before = cosine(original[at]!, original[at + 1 + next]!);
      return Math.abs(cosine(vector, other) - before);
    }),
  );
  return {
    encoder,
    what,
    "mean cosine": mean(cosines).toFixed(4),
    "lowest cosine": Math.min(...cosines).toFixed(4),
    "mean change between files": mean(pairs).toFixed(4),
    "largest change between files": Math.max(...pairs).toFixed(4),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
