import { mkdir, rename, rm } from "node:fs/promises";

/** Writes a folder that is there under its name only as a whole; what was there before goes. */
export async function replaceFolder(folder: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await write(part);
  // Removing takes time in which a kill would leave half a folder: the old one only steps aside.
  const old = `${folder}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
  await rename(part, folder);
  await rm(old, { recursive: true, force: true });
}
