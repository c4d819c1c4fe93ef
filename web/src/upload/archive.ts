import { unzipSync } from "fflate";
import { cleanPath } from "./clean-path.ts";
import { readTar } from "./read-tar.ts";
import type { ArchiveEntry } from "./upload-order.ts";

const zipName = /\.zip$/i;
const tarName = /\.(tar|tgz|tar\.gz)$/i;

/** Whether a file is one of the archives that the server unpacks, by its name. */
export const isArchive = ({ name }: File): boolean => zipName.test(name) || tarName.test(name);

/** The files in an archive; undefined where it cannot be read here, which leaves it to the server. For a worker. */
export async function listArchive(archive: File): Promise<readonly ArchiveEntry[] | undefined> {
  const entries: ArchiveEntry[] = [];
  try {
    if (zipName.test(archive.name))
      unzipSync(new Uint8Array(await archive.arrayBuffer()), {
        filter: ({ name, originalSize }) => {
          if (!name.endsWith("/")) entries.push({ path: cleanPath(name), size: originalSize });
          return false;
        },
      });
    else
      for await (const { name, bytes } of readTar(archive)) entries.push({ path: cleanPath(name), size: bytes.length });
    return entries;
  } catch {
    return undefined;
  }
}

/** One file of an archive by the path that it has in the results; undefined when there is none. For a worker. */
export async function readArchiveFile(archive: File, path: string): Promise<Uint8Array | undefined> {
  if (zipName.test(archive.name)) {
    const found = unzipSync(new Uint8Array(await archive.arrayBuffer()), {
      filter: ({ name }) => cleanPath(name) === path,
    });
    return Object.values(found)[0];
  }
  for await (const { name, bytes } of readTar(archive)) if (cleanPath(name) === path) return bytes;
  return undefined;
}
