import { headerLengthBytes, parseTensorHeader, readHeaderLength, sizeOf } from "./tensor-header.ts";
import type { Tensor, Tensors } from "./tensor.ts";

/** What a safetensors file holds. */
export interface TensorFile {
  readonly tensors: Tensors;
  readonly metadata: Readonly<Record<string, string>>;
}

/** In the order of the reference writer: the widest first, so that every tensor is aligned. */
const arrays = {
  F32: Float32Array,
  U32: Uint32Array,
  I32: Int32Array,
  F16: Uint16Array,
  U16: Uint16Array,
  I16: Int16Array,
  I8: Int8Array,
  U8: Uint8Array,
} as const;
type Dtype = keyof typeof arrays;
const dtypes = Object.keys(arrays) as Dtype[];

/**
 * Safetensors bytes (https://github.com/huggingface/safetensors, "Format"): a little-endian u64 header length, a JSON
 * header, then the numbers. Equal tensors and metadata give equal bytes, whatever the order of their names.
 * @throws when a tensor's shape does not fit its data
 */
export function encodeTensors(tensors: Tensors, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const named = Object.entries(tensors).map(([name, tensor]) => ({ name, tensor, dtype: dtypeOf(name, tensor) }));
  named.sort((a, b) => dtypes.indexOf(a.dtype) - dtypes.indexOf(b.dtype) || compare(a.name, b.name));
  const header: [string, unknown][] = [];
  const metadataEntries = Object.entries(metadata).sort(([a], [b]) => compare(a, b));
  if (metadataEntries.length > 0) header.push(["__metadata__", Object.fromEntries(metadataEntries)]);
  let end = 0;
  for (const { name, tensor, dtype } of named) {
    const start = end;
    end += tensor.data.byteLength;
    if (tensor.data.length !== sizeOf(tensor.shape))
      throw new Error(
        `Tensor "${name}" has ${tensor.data.length} numbers, but shape [${tensor.shape.join(", ")}] needs ${sizeOf(tensor.shape)}; correct its shape.`,
      );
    header.push([name, { dtype, shape: tensor.shape, data_offsets: [start, end] }]);
  }
  const json = new TextEncoder().encode(
    `{${header.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`,
  );
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerBytes + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.fill(0x20, 8 + json.length, 8 + headerBytes);
  bytes.set(json, 8);
  let at = 8 + headerBytes;
  for (const { tensor } of named) {
    const { buffer, byteOffset, byteLength } = tensor.data;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** @throws when the bytes are not a whole, consistent safetensors file of the number types in {@link Tensor} */
export function decodeTensors(bytes: Uint8Array): TensorFile {
  const dataStart = headerLengthBytes + readHeaderLength(bytes, bytes.length);
  const header = bytes.subarray(headerLengthBytes, dataStart);
  const { places, metadata } = parseTensorHeader(header, bytes.length - dataStart, dtypes);
  const tensors = [...places].map(([name, { dtype, shape, start, end }]): [string, Tensor] => {
    // The copy frees the tensor from the file's alignment and lets go of the file's memory.
    const copy = new Uint8Array(bytes.subarray(dataStart + start, dataStart + end)).buffer;
    const data = new arrays[dtype](copy);
    return [name, dtype === "F16" ? { shape, data, dtype } : { shape, data }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}

function dtypeOf(name: string, tensor: Tensor): Dtype {
  if (name === "__metadata__") throw new Error('A tensor may not be named "__metadata__"; choose another name.');
  if (tensor.dtype) return tensor.dtype;
  return dtypes.find((dtype) => dtype !== "F16" && tensor.data instanceof arrays[dtype])!;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
