import { open } from "node:fs/promises";
import { readGrownFile } from "../dataset/grown-file.ts";
import { hashCode } from "../dataset/hash-code.ts";
import { droppedRowSchema, generatedRowSchema, type GeneratedRow } from "./generated-row.ts";

const maker = "whowrote dataset generate";

/** Two files that only grow: the samples, and beside them what was dropped and why. Must be closed. */
export interface RowJournal {
  /** Ids of rows that were written or dropped, before and now. */
  readonly known: ReadonlySet<string>;
  /** False when the same code is there already, white space ignored; then nothing is written. */
  readonly add: (row: GeneratedRow) => Promise<boolean>;
  readonly drop: (id: string, why: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the journal at `path`, and at `path` with `.dropped.jsonl`. A last line that a kill tore is cut off.
 * @throws {Error} when a line of them is none of ours: the file is somebody else's
 */
export async function openRowJournal(path: string): Promise<RowJournal> {
  const droppedPath = `${path}.dropped.jsonl`;
  const written = await readGrownFile(path, generatedRowSchema, maker);
  const dropped = await readGrownFile(droppedPath, droppedRowSchema, maker);
  const known = new Set([...written.rows, ...dropped.rows].map(({ id }) => id));
  const codes = new Set(written.rows.map(({ code }) => hashCode(code)));
  const files = { rows: await open(path, "a"), dropped: await open(droppedPath, "a") };
  await files.rows.truncate(written.bytes);
  await files.dropped.truncate(dropped.bytes);
  return {
    known,
    add: async (row) => {
      const hash = hashCode(row.code);
      if (codes.has(hash)) return false;
      codes.add(hash);
      await files.rows.appendFile(`${JSON.stringify(row)}\n`);
      known.add(row.id);
      return true;
    },
    drop: async (id, why) => {
      await files.dropped.appendFile(`${JSON.stringify({ id, dropped: why })}\n`);
      known.add(id);
    },
    close: async () => {
      for (const file of Object.values(files)) {
        await file.sync();
        await file.close();
      }
    },
  };
}
