import { dirname, join } from "node:path";
import { z } from "zod";
import { openFileBytes } from "./file-bytes.ts";
import type { RawWeights, WeightInfo } from "./weight-file.ts";

/** Some thousand names with their files. */
const maxIndexBytes = 16_000_000;

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) });

/**
 * Opens the files that an index (`model.safetensors.index.json`) names, as one.
 * @throws when one is missing or lies elsewhere, or does not hold what the index says
 */
export async function openShards(path: string, openShard: (path: string) => Promise<RawWeights>): Promise<RawWeights> {
  const map = await readIndex(path);
  const shards = new Map<string, RawWeights>();
  const close = async (): Promise<void> => {
    await Promise.all(Array.from(shards.values(), (shard) => shard.close()));
  };
  try {
    const tensors = new Map<string, WeightInfo>();
    const homes = new Map<string, RawWeights>();
    for (const [name, file] of map) {
      const shard = shards.get(file) ?? (await openShard(join(dirname(path), file)));
      shards.set(file, shard);
      const info = shard.tensors.get(name);
      if (info === undefined)
        throw new Error(`${path} says that tensor "${name}" is in ${file}, but it is not. Fetch both again.`);
      tensors.set(name, info);
      homes.set(name, shard);
    }
    return { path, tensors, readBytes: (name) => homes.get(name)!.readBytes(name), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readIndex(path: string): Promise<ReadonlyMap<string, string>> {
  const file = await openFileBytes(path);
  try {
    if (file.size > maxIndexBytes) throw new Error(`It has ${file.size} bytes, more than ${maxIndexBytes}`);
    const json: unknown = JSON.parse(new TextDecoder().decode(await file.read(0, file.size)));
    const map = new Map(Object.entries(indexSchema.parse(json).weight_map));
    const elsewhere = [...map.values()].find((name) => !/^[\w][\w.-]*$/.test(name));
    if (elsewhere !== undefined) throw new Error(`It names ${JSON.stringify(elsewhere)}, which is no file beside it`);
    return map;
  } catch (cause) {
    throw new Error(`${path} is no index of weights. Fetch it again.`, { cause });
  } finally {
    await file.close();
  }
}
