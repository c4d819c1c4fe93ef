import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { z } from "zod";

export interface GrownFile<Row> {
  readonly rows: readonly Row[];
  /** Bytes of the whole lines: behind them is what a kill tore. */
  readonly bytes: number;
}

/**
 * Reads a JSONL file that a run appends to, line by line as things are done; one that is not there is empty.
 * @param maker the command that writes such files, for the error
 * @throws {Error} at a whole line that is none of them, with its number
 */
export async function readGrownFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  maker: string,
): Promise<GrownFile<z.output<Schema>>> {
  if (!existsSync(path)) return { rows: [], bytes: 0 };
  const text = await readFile(path, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const rows = whole
    .split("\n")
    .slice(0, -1)
    .map((line, at) => {
      const row = schema.safeParse(parseJson(line));
      if (row.success) return row.data;
      throw new Error(`${path}, line ${at + 1} was not written by ${maker}. Name another file.`);
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
