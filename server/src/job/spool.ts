import { mkdtemp, open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
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

const folderPrefix = "whowrote-upload-";

/** @param limit in bytes */
export async function openSpool(limit: number): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
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

/** No upload takes so long. */
const oldMs = 7_200_000;

/** Deletes what processes that were killed left behind; another process may take uploads into the same folder now. */
export async function deleteOldSpools(now = Date.now()): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name);
    const made = await stat(folder).catch(() => undefined);
    // What belongs to another user cannot be deleted, and is that one's business.
    if (made && made.mtimeMs < now - oldMs) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
