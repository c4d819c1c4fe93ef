import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tooMuch } from "./upload-problem.ts";

/** A file for one upload, in a folder of its own that only this user may read. Closing it deletes it. */
export interface Spool {
  readonly path: string;
  readonly file: FileHandle;
  /** Bytes written. */
  readonly length: () => number;
  /** Writes at the end. @throws {Problem} 413 */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param limit in bytes */
export async function openSpool(limit: number): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), "whowrote-upload-"));
  const path = join(folder, "upload");
  const file = await open(path, "wx+", 0o600);
  let length = 0;
  return {
    path,
    file,
    length: () => length,
    write: async (bytes) => {
      if (length + bytes.length > limit) throw tooMuch("The upload is larger", limit, "WHOWROTE_MAX_ARCHIVE_BYTES");
      await file.write(bytes, 0, bytes.length, length);
      length += bytes.length;
    },
    close: async () => {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
