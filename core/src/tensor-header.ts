/** Bytes of one number, for every type of numbers that may be asked for. */
const bytesPerNumber = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
} as const;

export type TensorDtype = keyof typeof bytesPerNumber;

/** Where one tensor of a safetensors file lies. */
export interface TensorPlace<Dtype extends TensorDtype = TensorDtype> {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** In bytes, counted from the end of the header; `end` is the first byte that is no longer part of it. */
  readonly start: number;
  readonly end: number;
}

export interface TensorHeader<Dtype extends TensorDtype> {
  readonly places: ReadonlyMap<string, TensorPlace<Dtype>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The header length stands in the first 8 bytes of the file. */
export const headerLengthBytes = 8;

/** The reference reader's own limit: no sane header is longer. */
const maxHeaderBytes = 100_000_000;

export const widthOf = (dtype: TensorDtype): number => bytesPerNumber[dtype];

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Length in bytes of the JSON header of a safetensors file (https://github.com/huggingface/safetensors, "Format").
 * @param start the first bytes of the file, at least 8 when it has them
 * @throws when it cannot be a header that ends within the file
 */
export function readHeaderLength(start: Uint8Array, fileBytes: number): number {
  if (start.length < headerLengthBytes)
    throw refuse(`it has ${start.length} bytes, fewer than the 8 of the header length`);
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  if (length > BigInt(fileBytes - headerLengthBytes))
    throw refuse(`its header length is ${length}, but only ${fileBytes - headerLengthBytes} bytes follow`);
  if (length > maxHeaderBytes)
    throw refuse(`its header length is ${length}, more than the ${maxHeaderBytes} that the format allows`);
  return Number(length);
}

/**
 * Reads and checks the header: every tensor has one of the `accepted` types and as many bytes as its shape needs, and
 * together they tile the data.
 * @param json the header without its length
 * @param dataBytes how many bytes follow the header
 */
export function parseTensorHeader<Dtype extends TensorDtype>(
  json: Uint8Array,
  dataBytes: number,
  accepted: readonly Dtype[],
): TensorHeader<Dtype> {
  const { __metadata__: metadata, ...tensors } = parseObject(json);
  const places = new Map(
    Object.entries(tensors).map(([name, value]) => [name, checkPlace(name, value, accepted)] as const),
  );
  checkLayout(places, dataBytes);
  return { places, metadata: checkMetadata(metadata) };
}

function parseObject(json: Uint8Array): Record<string, unknown> {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(json);
    header = JSON.parse(text);
  } catch (cause) {
    throw refuse("its header is not JSON", cause);
  }
  if (!isRecord(header)) throw refuse(`its header is ${shown(header)}, not an object`);
  // JSON.parse keeps the last of equal names in silence; another reader may keep the first.
  if (countNames(text) !== Object.keys(header).length) throw refuse("two of its tensors have the same name");
  return header;
}

/** Counts the names of an object's JSON, which parses; those of objects within it are left out. */
function countNames(json: string): number {
  let depth = 0;
  let names = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    else if (character === ":" && depth === 1) names++;
  }
  return names;
}

function checkMetadata(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isRecord(value) || !Object.values(value).every((item) => typeof item === "string"))
    throw refuse(`its __metadata__ is ${shown(value)}, not an object of strings`);
  return value as Record<string, string>;
}

function checkPlace<Dtype extends TensorDtype>(
  name: string,
  value: unknown,
  accepted: readonly Dtype[],
): TensorPlace<Dtype> {
  const { dtype: given, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  const dtype = accepted.find((one) => one === given);
  if (dtype === undefined)
    throw refuse(`tensor "${name}" has dtype ${shown(given)}, not one of ${accepted.join(", ")}`);
  if (!isCounts(shape)) throw refuse(`tensor "${name}" has shape ${shown(shape)}, not a list of sizes`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!)
    throw refuse(`tensor "${name}" has data_offsets ${shown(offsets)}, not [start, end]`);
  const [start, end] = [offsets[0]!, offsets[1]!];
  const needed = sizeOf(shape) * bytesPerNumber[dtype];
  if (needed !== end - start)
    throw refuse(
      `tensor "${name}" needs ${needed} bytes for ${dtype} [${shape.join(", ")}], but its data_offsets hold ${end - start}`,
    );
  return { dtype, shape, start, end };
}

/** The tensors must tile the data: no overlap, no hole, no rest. */
function checkLayout(places: ReadonlyMap<string, TensorPlace>, dataBytes: number): void {
  let end = 0;
  for (const [name, place] of [...places].sort(([, a], [, b]) => a.start - b.start || a.end - b.end)) {
    if (place.start !== end)
      throw refuse(`tensor "${name}" starts at ${place.start}, but the tensor before it ends at ${end}`);
    end = place.end;
  }
  if (end !== dataBytes) throw refuse(`its tensors end at ${end}, but ${dataBytes} bytes of data are there`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

/** A value of the header for a message, which stays short. */
function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json !== undefined && json.length > 80 ? `${json.slice(0, 80)}…` : json;
}

function refuse(reason: string, cause?: unknown): Error {
  return new Error(`Not a readable safetensors file: ${reason}. Fetch or write the file again.`, { cause });
}
