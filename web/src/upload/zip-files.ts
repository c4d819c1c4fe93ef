import { Zip, ZipDeflate } from "fflate";
import type { PickedFile } from "./picked-file.ts";

/** A level above costs much more time for a few percent. */
const level = 6;
/** Chunks are gathered into parts of this many bytes: a Blob of a million small ones would be slow. */
const partBytes = 1_000_000;

/**
 * Packs files into a zip, one of them in memory at a time; for a worker, which it blocks. A file that can no longer be read is
 * left out.
 * @param onProgress told the bytes read and the bytes of all files
 */
export async function zipFiles(
  files: readonly PickedFile[],
  onProgress: (done: number, total: number) => void,
): Promise<Blob> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  const parts: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  const close = (): void => {
    parts.push(new Blob(chunks));
    chunks = [];
    waiting = 0;
  };
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
    waiting += chunk.length;
    if (waiting >= partBytes) close();
  });
  let done = 0;
  for (const [index, { path, file }] of files.entries()) {
    const bytes = await readOrUndefined(file);
    if (bytes !== undefined) {
      const entry = new ZipDeflate(path, { level });
      zip.add(entry);
      entry.push(bytes, true);
    }
    done += file.size;
    if (index % 20 === 0) onProgress(done, total);
  }
  zip.end();
  close();
  onProgress(total, total);
  return new Blob(parts, { type: "application/zip" });
}

/** It may have been changed or deleted since it was chosen. */
async function readOrUndefined(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}
