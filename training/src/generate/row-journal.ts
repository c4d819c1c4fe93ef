import { openGrownFile } from "../dataset/grown-file.ts";
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
  const known = new Set<string>();
  const codes = new Set<number>();
  const rows = await openGrownFile(path, { schema: generatedRowSchema, maker }, ({ id, code }) => {
    known.add(id);
    codes.add(hashCode(code));
  });
  const dropped = await openGrownFile(`${path}.dropped.jsonl`, { schema: droppedRowSchema, maker }, ({ id }) => {
    known.add(id);
  }).catch(async (error: unknown) => {
    await rows.close();
    throw error;
  });
  return {
    known,
    add: async (row) => {
      const hash = hashCode(row.code);
      if (codes.has(hash)) return false;
      codes.add(hash);
      await rows.append(row);
      known.add(row.id);
      return true;
    },
    drop: async (id, why) => {
      await dropped.append({ id, dropped: why });
      known.add(id);
    },
    close: async () => {
      await rows.close();
      await dropped.close();
    },
  };
}
