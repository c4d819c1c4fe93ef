import type { RowReader } from "../row-reader.ts";
import { csv } from "./csv.ts";
import { jsonl } from "./jsonl.ts";
import { parquet } from "./parquet.ts";

/** Every file format. A new one is one file beside this one and one line here. */
const rowReaders: readonly RowReader[] = [jsonl, csv, parquet];

/** The reader of a file, by the end of its name. */
export function findRowReader(path: string): RowReader | undefined {
  const name = path.toLowerCase();
  return rowReaders.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}

export const readableExtensions: readonly string[] = rowReaders.flatMap(({ extensions }) => extensions);
