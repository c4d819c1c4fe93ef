import { statfs } from "node:fs/promises";

/** What the disk made of writing to a folder, and what to do about it; any other error as it is. */
export function explainDiskError(error: unknown, folder: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Error(
      `The disk that holds ${folder} is full. Free space, or name another folder with --cache; then run the same command again to go on.`,
      { cause: error },
    );
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR")
    return new Error(`${folder} cannot be written to. Name another folder with --cache or WHOWROTE_CACHE.`, {
      cause: error,
    });
  return error;
}

/** @throws when the disk that holds `folder` has less than `bytes` free */
export async function checkFreeSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (bytes > free)
    throw new Error(
      `${inMegabytes(bytes)} are needed, but the disk that holds ${folder} has ${inMegabytes(free)} free. Free space, or name another folder with --cache.`,
    );
}

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`;
