import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readShard } from "../../shards/shard-file.ts";
import { joinWindows, type TokenWindows } from "./token-windows.ts";

/** What a trainer needs of a folder's shards.json. */
const manifestSchema = z.object({
  vocabularySize: z.int().positive(),
  special: z.object({ start: z.int().optional(), end: z.int().optional(), pad: z.int(), mask: z.int() }),
  /** Tokens that stand for marks: of no use before this training. */
  marks: z.array(z.int()).default([]),
  shards: z.array(z.string()).min(1),
  validation: z.string(),
});

export interface ShardWindows {
  readonly training: TokenWindows;
  readonly validation: TokenWindows;
  readonly vocabularySize: number;
  readonly special: z.infer<typeof manifestSchema>["special"];
  readonly marks: readonly number[];
}

/**
 * Reads a folder of token shards, which `whowrote train shards` writes, in training order.
 * @throws when the folder holds none, or one of them is broken
 */
export async function readShardWindows(folder: string): Promise<ShardWindows> {
  const path = join(folder, "shards.json");
  let manifest: z.infer<typeof manifestSchema>;
  try {
    manifest = manifestSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new Error(
      `${path} is missing or is no manifest of token shards. Write the folder with whowrote train shards.`,
      {
        cause,
      },
    );
  }
  const { shards, validation, ...rest } = manifest;
  const parts: TokenWindows[] = [];
  for (const file of shards) parts.push(await readShard(join(folder, file)));
  const windows = joinWindows(parts, rest.vocabularySize);
  for (const id of windows.ids)
    if (id >= rest.vocabularySize)
      throw new Error(
        `${folder} holds the token ${id}, but its vocabulary has ${rest.vocabularySize}. Write the shards again.`,
      );
  return { ...rest, training: windows, validation: await readShard(join(folder, validation)) };
}
