import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

/**
 * The bytes of a file, unpacked when its name ends in .gz, in chunks.
 * @throws while reading, when the file cannot be opened or its packing is broken
 */
export async function* openBytes(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (!path.toLowerCase().endsWith(".gz")) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  // An error of either stream comes out of the loop below.
  pipeline(file, unpacked, () => {});
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new Error(`${path} is not whole gzip data. Fetch the file again, or pack it again with gzip.`, { cause });
  }
}
