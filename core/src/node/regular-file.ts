import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";

/** The first bytes of a regular file, and whether there were more. */
export interface FilePart {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

/**
 * Reads at most `limit` bytes. Gives undefined for anything that is no regular file: links, FIFOs, devices and sockets are
 * never opened, and one that takes a file's place between the look and the opening neither blocks nor is read.
 * @throws {Error} of the system (`code` ENOENT, EACCES, …) when the file cannot be read.
 */
export function readRegularFile(path: string, limit: number): FilePart | undefined {
  if (!lstatSync(path).isFile()) return undefined;
  // Windows has neither flag.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const descriptor = openSync(path, flags);
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return undefined;
    // One byte more than the file should have tells whether it has grown.
    const bytes = new Uint8Array(Math.min(status.size, limit) + 1);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, null);
      if (read === 0) break;
      length += read;
    }
    return { bytes: bytes.subarray(0, Math.min(length, limit)), truncated: length > limit };
  } finally {
    closeSync(descriptor);
  }
}
