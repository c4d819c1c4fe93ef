import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";
import type { Tensors } from "whowrote/tensor";

/** Finished pieces of a long run, so that a run that was stopped goes on where it was. */
export interface TensorCache {
  /** What was written under this key, or undefined. @throws when the file is there and cannot be read */
  readonly read: (key: string) => Promise<Tensors | undefined>;
  readonly write: (key: string, tensors: Tensors) => Promise<void>;
}

/** One file a key in a folder, which is made when it is missing. A crash leaves a whole file or none. */
export async function openTensorCache(folder: string): Promise<TensorCache> {
  await mkdir(folder, { recursive: true });
  const fileOf = (key: string) => join(folder, `${key}.safetensors`);
  let written = 0;
  return {
    read: async (key) => {
      const file = fileOf(key);
      try {
        return decodeTensors(await readFile(file)).tensors;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw new Error(`The cached ${file} cannot be read. Delete it and run again.`, { cause: error });
      }
    },
    write: async (key, tensors) => {
      const file = fileOf(key);
      // A name of its own: two runs, or two equal pieces of one run, may write the same key at the same time.
      const part = `${file}.${process.pid}-${++written}.part`;
      await writeFile(part, encodeTensors(tensors));
      await rename(part, file);
    },
  };
}

/** A key that is equal for equal parts: texts, numbers, plain objects and arrays of bytes. */
export function cacheKey(...parts: readonly (string | number | object)[]): string {
  const hash = createHash("sha256");
  for (const part of parts)
    if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    else hash.update(JSON.stringify(part));
  return hash.digest("hex").slice(0, 32);
}
