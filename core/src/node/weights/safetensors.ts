import { headerLengthBytes, parseTensorHeader, readHeaderLength, type TensorDtype } from "../../tensor-header.ts";
import { openFileBytes, type FileBytes } from "./file-bytes.ts";
import { numberTypes } from "./number-types.ts";
import type { RawWeights } from "./weight-file.ts";

/**
 * Opens a safetensors file: its header is read and checked, of its numbers nothing.
 * @throws when it is not a whole, consistent safetensors file
 */
export async function openSafetensors(path: string): Promise<RawWeights> {
  const file = await openFileBytes(path);
  try {
    return { path, ...(await readPlaces(file)), close: file.close };
  } catch (cause) {
    await file.close();
    throw new Error(`${path} cannot be used`, { cause });
  }
}

const dtypes = Object.keys(numberTypes) as TensorDtype[];

async function readPlaces(file: FileBytes): Promise<Pick<RawWeights, "tensors" | "readBytes">> {
  const start = await file.read(0, Math.min(file.size, headerLengthBytes));
  const length = readHeaderLength(start, file.size);
  const dataStart = headerLengthBytes + length;
  const header = await file.read(headerLengthBytes, length);
  const { places } = parseTensorHeader(header, file.size - dataStart, dtypes);
  return {
    tensors: places,
    readBytes: async (name) => {
      const place = places.get(name)!;
      return (await file.read(dataStart + place.start, place.end - place.start)).buffer;
    },
  };
}
