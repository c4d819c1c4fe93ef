import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { languageIds } from "whowrote/language";

const sideSchema = z.object({ code: z.string(), language: z.enum(languageIds) });
const pairSchema = z.object({
  id: z.string(),
  set: z.string(),
  task: z.string(),
  /** 1: one of the two was made from the other, or (own_airef) both were made by an AI. */
  label: z.literal([0, 1]),
  a: sideSchema,
  b: sideSchema,
});

export type CodePair = z.output<typeof pairSchema>;

/** @throws {Error} when the file is missing, or a line is no pair */
export async function readPairs(path: string): Promise<CodePair[]> {
  const pairs: CodePair[] = [];
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    const pair = pairSchema.safeParse(JSON.parse(line));
    if (!pair.success) throw new Error(`${path}, line ${pairs.length + 1} is no pair: ${z.prettifyError(pair.error)}`);
    pairs.push(pair.data);
  }
  return pairs;
}
