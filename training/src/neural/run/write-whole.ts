import { open, rename } from "node:fs/promises";

/** Writes a file that is there under its name only as a whole, whatever happens to the process or the machine. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}
