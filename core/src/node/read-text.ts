import { readFile, stat } from "node:fs/promises";

/**
 * The text of a regular file, or of a link to one, as caches of the hub have them. A FIFO or a device is not opened: nothing
 * may ever come out of it, or no end.
 * @throws {Error} of the system (`code` ENOENT, EACCES, …), or when it is no regular file
 */
export async function readText(path: string): Promise<string> {
  if (!(await stat(path)).isFile()) throw new Error(`${path} is not a regular file.`);
  return readFile(path, "utf8");
}
