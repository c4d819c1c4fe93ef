import { createReadStream, existsSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { lockFile } from "whowrote/node/folder-lock";
import type { z } from "zod";

/** A JSONL file that a run appends to, line by line as things are done. Must be closed. */
export interface GrownFile<Row> {
  /** One after the other, so that no two lines mix. */
  readonly append: (row: Row) => Promise<void>;
  /** What was appended is on the disk then. */
  readonly close: () => Promise<void>;
}

/** What such files hold, and how they are read. */
export interface GrownFileFormat<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** The command that writes them, for the error. */
  readonly maker: string;
}

/**
 * Opens such a file to go on where it ends: what a kill tore off behind its last whole line is cut off. While it is open, a lock
 * stands beside it.
 * @param onRow gets each row that is there
 * @throws {Error} as {@link readGrownFile}, or when another process writes to it
 */
export async function openGrownFile<Schema extends z.ZodType>(
  path: string,
  format: GrownFileFormat<Schema>,
  onRow: (row: z.output<Schema>) => void,
): Promise<GrownFile<z.output<Schema>>> {
  const lock = await lockFile(`${path}.lock`, patience, new AbortController().signal, () => {
    throw new Error(`${path} is written to by another process. Wait until that has ended, or name another file.`);
  });
  const file = await openAtEnd().catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  let written = Promise.resolve();
  return {
    append: async (row) => {
      // After a line that could not be written whole, none may follow: it would be behind a torn one.
      written = written.then(() => file.appendFile(`${JSON.stringify(row)}\n`));
      return written;
    },
    close: async () => {
      await written.catch(() => {});
      await file.sync();
      await file.close();
      await lock.release();
    },
  };

  async function openAtEnd(): Promise<FileHandle> {
    const bytes = await readGrownFile(path, format, onRow);
    const opened = await open(path, "a");
    await opened.truncate(bytes);
    return opened;
  }
}

const patience = { lockPollMs: 100, lockStaleMs: 60_000 };

/**
 * Reads the whole lines of such a file, one at a time: it may be larger than a text can be. One that is not there is empty.
 * @returns bytes of the whole lines
 * @throws {Error} at a whole line that is none of them, with its number
 */
export async function readGrownFile<Schema extends z.ZodType>(
  path: string,
  { schema, maker }: GrownFileFormat<Schema>,
  onRow: (row: z.output<Schema>) => void,
): Promise<number> {
  if (!existsSync(path)) return 0;
  let bytes = 0;
  let number = 0;
  for await (const line of wholeLines(path)) {
    bytes += line.length + 1;
    number++;
    const row = schema.safeParse(parseJson(line.toString()));
    if (!row.success) throw new Error(`${path}, line ${number} was not written by ${maker}. Name another file.`);
    onRow(row.data);
  }
  return bytes;
}

const lineEnd = 10;

async function* wholeLines(path: string): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)]);
      pieces = [];
      start = end + 1;
    }
    pieces.push(chunk.subarray(start));
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
