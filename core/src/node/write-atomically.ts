import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A file that appears under its name only when it is whole. */
export interface AtomicFile {
  readonly write: (content: string | Uint8Array) => Promise<void>;
  /** Puts it in its place; nothing may be written after it. */
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/**
 * Opens a file beside `path` that replaces it on commit. A link is followed and stays.
 * @param mode permissions of a new file, where the usual ones say too much; a file that is there keeps its own
 * @throws {Error} when `path` is there and no regular file, or its folder cannot be written to.
 */
export async function openAtomicFile(path: string, mode?: number): Promise<AtomicFile> {
  const target = await realpath(path).catch(() => path);
  const there = await stat(target).catch(() => undefined);
  if (there !== undefined && !there.isFile())
    throw new Error(`Cannot write to ${path}: it is not a regular file. Name a file, or leave the option out.`);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  // In a folder that others write to, a link under that name must not be followed; a private report stays private.
  const file = await open(temporary, "wx", there ? there.mode & 0o777 : mode).catch((cause: unknown) => {
    throw new Error(`Cannot write to ${path}: its folder is missing or not writable.`, { cause });
  });
  return {
    write: async (content) => {
      await file.writeFile(content);
    },
    commit: async () => {
      await file.sync();
      await file.close();
      await rename(temporary, target);
    },
    discard: async () => {
      await file.close();
      await rm(temporary, { force: true });
    },
  };
}
