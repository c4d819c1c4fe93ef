import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hashFile } from "../hash-file.ts";
import { findWeights } from "./open-weights.ts";

const isShard = (file: string): boolean => /-\d+-of-\d+\.(safetensors|bin)$/.test(file);

/**
 * SHA-256 of a checkpoint folder's weights, in hexadecimal digits: that of their file, or where an index names several, that of
 * the index's and the shards' digests.
 * @throws when the folder holds none
 */
export async function hashWeights(folder: string): Promise<string> {
  const name = await findWeights(folder);
  if (!name.endsWith(".index.json")) return hashFile(join(folder, name));
  const shards = (await readdir(folder)).filter(isShard).toSorted();
  const digests = [];
  for (const file of [name, ...shards]) digests.push(await hashFile(join(folder, file)));
  return createHash("sha256").update(digests.join(" ")).digest("hex");
}
