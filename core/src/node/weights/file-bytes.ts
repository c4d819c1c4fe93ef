import { constants, open } from "node:fs/promises";

/** A regular file that is read in parts. It must be closed. */
export interface FileBytes {
  readonly path: string;
  /** In bytes, as it was when the file was opened. */
  readonly size: number;
  /** @throws when the part is not within the file, or the file has become shorter */
  readonly read: (start: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly close: () => Promise<void>;
}

/** The system reads at most 2 GiB in one go. */
const oneReadBytes = 2 ** 30;

/**
 * Opens a file; a link is followed.
 * @throws when it is no regular file, cannot be read, or only points to one in git's large file storage
 */
export async function openFileBytes(path: string): Promise<FileBytes> {
  // Without O_NONBLOCK, opening a FIFO would wait for a writer. Windows has no such flag.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    throw new Error(`${path} cannot be opened. Restore it, or allow reading it.`, { cause });
  });
  const read: FileBytes["read"] = async (start, length) => {
    if (!(start >= 0 && length >= 0 && start + length <= size))
      throw new Error(`${path} has ${size} bytes, but ${length} bytes at ${start} were asked for. Fetch it again.`);
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await file.read(bytes, done, Math.min(length - done, oneReadBytes), start + done);
      if (bytesRead === 0) throw new Error(`${path} ended at ${start + done} of ${size} bytes: it was cut meanwhile.`);
      done += bytesRead;
    }
    return bytes;
  };
  let size = 0;
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new Error(`${path} is not a regular file.`);
    size = status.size;
    const start = new TextDecoder("latin1").decode(await read(0, Math.min(size, lfsPointer.length)));
    if (start === lfsPointer)
      throw new Error(`${path} is a git LFS pointer, not the file itself. Run git lfs pull in its folder.`);
    return { path, size, read, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const lfsPointer = "version https://git-lfs.github.com/";
