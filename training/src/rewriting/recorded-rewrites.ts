import { readFile } from "node:fs/promises";
import { z } from "zod";
import { languageIds } from "whowrote/language";

/** A line of a record: code whose author is known, without comments, with what language models made of it. */
const recordedRewritesSchema = z.strictObject({
  id: z.string().min(1),
  language: z.enum(languageIds),
  label: z.enum(["human", "ai"]),
  group: z.string().min(1),
  promptVersion: z.int().min(1),
  original: z.string(),
  asked: z.int().min(1),
  rewrites: z.array(z.strictObject({ model: z.string().min(1), text: z.string() })),
  dropped: z.array(z.string()),
});

export type RecordedRewrites = z.output<typeof recordedRewritesSchema>;

export interface RewriteRecord {
  readonly rows: readonly RecordedRewrites[];
  /** Bytes of the whole lines: behind them is what a kill tore. */
  readonly bytes: number;
}

/** @throws {Error} at a whole line that is none of a record, with its number */
export async function readRecord(path: string): Promise<RewriteRecord> {
  const text = await readFile(path, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").slice(0, -1);
  const rows = lines.map((line, at) => {
    const row = recordedRewritesSchema.safeParse(parseJson(line));
    if (row.success) return row.data;
    throw new Error(
      `${path}, line ${at + 1} is no line of a record of rewrites: make one with whowrote dataset rewrite.`,
    );
  });
  return { rows, bytes: Buffer.byteLength(whole) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
