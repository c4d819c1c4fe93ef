import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { EntryUnreadableError, type BundleEntry, type FileBundle } from "../bundle.ts";

/** A file part of a multipart upload, and where it lies in the spooled file. */
export interface SpooledPart {
  readonly name: string;
  readonly start: number;
  readonly length: number;
}

/** The files of a multipart request. */
export function bundleParts(file: FileHandle, parts: readonly SpooledPart[]): FileBundle {
  return {
    areNamed: false,
    entries: () =>
      Readable.from(
        parts.map(({ name, start, length }): BundleEntry => ({
          name,
          size: length,
          read: async (limit) => {
            const bytes = Buffer.alloc(Math.min(length, limit + 1));
            const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
            if (bytesRead < bytes.length) throw new EntryUnreadableError("it was cut off");
            return bytes;
          },
        })),
      ),
    close: () => Promise.resolve(),
  };
}
