import type { Tensors, Tensor } from "whowrote/tensor";
import { viewIds, type ViewId } from "whowrote/view";

/** Sparse counts of many texts, row after row (compressed sparse rows). */
export interface SparseRows {
  /** `rows + 1` positions into `buckets` and `counts`. */
  readonly offsets: Uint32Array;
  readonly buckets: Uint32Array;
  readonly counts: Uint16Array;
}

/** What the detectors read of a list of samples: signals row-major, and run counts for each view. */
export interface MeasuredRows {
  readonly rows: number;
  readonly signals: Float32Array;
  /** Lines judged, per row. */
  readonly lines: Uint32Array;
  readonly views: Readonly<Record<ViewId, SparseRows>>;
}

export function measuredRowsToTensors(measured: MeasuredRows): Tensors {
  const tensors: Record<string, Tensor> = {
    signals: { shape: [measured.rows, measured.signals.length / Math.max(1, measured.rows)], data: measured.signals },
    lines: { shape: [measured.rows], data: measured.lines },
  };
  for (const id of viewIds)
    for (const column of ["offsets", "buckets", "counts"] as const) {
      const data = measured.views[id][column];
      tensors[`${id}.${column}`] = { shape: [data.length], data };
    }
  return tensors;
}

export function measuredRowsFromTensors(tensors: Tensors): MeasuredRows {
  const read = <T>(name: string): T => {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`Measured rows lack the tensor "${name}"; delete the cache folder and train again.`);
    return tensor.data as T;
  };
  const views = Object.fromEntries(
    viewIds.map((id) => [
      id,
      {
        offsets: read<Uint32Array>(`${id}.offsets`),
        buckets: read<Uint32Array>(`${id}.buckets`),
        counts: read<Uint16Array>(`${id}.counts`),
      },
    ]),
  ) as Record<ViewId, SparseRows>;
  const lines = read<Uint32Array>("lines");
  return { rows: lines.length, signals: read<Float32Array>("signals"), lines, views };
}

/** Joins chunks in order. */
export function concatMeasuredRows(chunks: readonly MeasuredRows[]): MeasuredRows {
  const views = Object.fromEntries(viewIds.map((id) => [id, concatSparse(chunks.map((chunk) => chunk.views[id]))]));
  return {
    rows: chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
    signals: concat<Float32Array>(
      Float32Array,
      chunks.map((chunk) => chunk.signals),
    ),
    lines: concat<Uint32Array>(
      Uint32Array,
      chunks.map((chunk) => chunk.lines),
    ),
    views: views as Record<ViewId, SparseRows>,
  };
}

function concatSparse(parts: readonly SparseRows[]): SparseRows {
  const rows = parts.reduce((sum, part) => sum + part.offsets.length - 1, 0);
  const offsets = new Uint32Array(rows + 1);
  let row = 0;
  for (const part of parts) {
    const base = offsets[row]!;
    for (let at = 1; at < part.offsets.length; at++) offsets[++row] = base + part.offsets[at]!;
  }
  return {
    offsets,
    buckets: concat<Uint32Array>(
      Uint32Array,
      parts.map((part) => part.buckets),
    ),
    counts: concat<Uint16Array>(
      Uint16Array,
      parts.map((part) => part.counts),
    ),
  };
}

/** In memory that threads share. */
function concat<T extends Float32Array | Uint32Array | Uint16Array>(
  type: { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number },
  parts: readonly T[],
): T {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
