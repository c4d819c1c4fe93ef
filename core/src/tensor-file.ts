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

/** The reference reader's own limit: no sane header is longer. */
const maxHeaderBytes = 100_000_000;

interface Entry {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

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
  const { header, dataStart } = readHeader(bytes);
  const metadata = readMetadata(header["__metadata__"]);
  const entries = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, value]) => [name, checkEntry(name, value)] as const);
  checkLayout(entries, bytes.length - dataStart);
  const tensors = entries.map(([name, { dtype, shape, data_offsets }]): [string, Tensor] => {
    // The copy frees the tensor from the file's alignment and lets go of the file's memory.
    const copy = new Uint8Array(bytes.subarray(dataStart + data_offsets[0], dataStart + data_offsets[1])).buffer;
    const data = new arrays[dtype](copy);
    return [name, dtype === "F16" ? { shape, data, dtype } : { shape, data }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; dataStart: number } {
  if (bytes.length < 8) throw refuse(`it has ${bytes.length} bytes, fewer than the 8 of the header length`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(Math.min(maxHeaderBytes, bytes.length - 8)))
    throw refuse(`its header length is ${length}, but only ${bytes.length - 8} bytes follow`);
  const dataStart = 8 + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, dataStart)));
  } catch (cause) {
    throw refuse("its header is not JSON", cause);
  }
  if (!isRecord(header)) throw refuse(`its header is ${JSON.stringify(header)}, not an object`);
  return { header, dataStart };
}

function readMetadata(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isRecord(value) || !Object.values(value).every((item) => typeof item === "string"))
    throw refuse(`its __metadata__ is ${JSON.stringify(value)}, not an object of strings`);
  return value as Record<string, string>;
}

function checkEntry(name: string, value: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  if (!dtypes.includes(dtype as Dtype))
    throw refuse(`tensor "${name}" has dtype ${JSON.stringify(dtype)}, not one of ${dtypes.join(", ")}`);
  if (!isCounts(shape)) throw refuse(`tensor "${name}" has shape ${JSON.stringify(shape)}, not a list of sizes`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!)
    throw refuse(`tensor "${name}" has data_offsets ${JSON.stringify(offsets)}, not [start, end]`);
  const needed = sizeOf(shape) * arrays[dtype as Dtype].BYTES_PER_ELEMENT;
  if (needed !== offsets[1]! - offsets[0]!)
    throw refuse(
      `tensor "${name}" needs ${needed} bytes for ${dtype as Dtype} [${shape.join(", ")}], but its data_offsets hold ${offsets[1]! - offsets[0]!}`,
    );
  return { dtype: dtype as Dtype, shape, data_offsets: [offsets[0]!, offsets[1]!] };
}

/** The tensors must tile the data: no overlap, no hole, no rest. */
function checkLayout(entries: readonly (readonly [string, Entry])[], dataBytes: number): void {
  let end = 0;
  for (const [name, { data_offsets: offsets }] of entries.toSorted(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  )) {
    if (offsets[0] !== end)
      throw refuse(`tensor "${name}" starts at ${offsets[0]}, but the tensor before it ends at ${end}`);
    end = offsets[1];
  }
  if (end !== dataBytes) throw refuse(`its tensors end at ${end}, but ${dataBytes} bytes of data are there`);
}

function dtypeOf(name: string, tensor: Tensor): Dtype {
  if (name === "__metadata__") throw new Error('A tensor may not be named "__metadata__"; choose another name.');
  if (tensor.dtype) return tensor.dtype;
  return dtypes.find((dtype) => dtype !== "F16" && tensor.data instanceof arrays[dtype])!;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refuse(reason: string, cause?: unknown): Error {
  return new Error(`Not a readable safetensors file: ${reason}. Fetch or write the file again.`, { cause });
}
