import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type AsyncBuffer } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { RowReader } from "../row-reader.ts";

/** Rows that are unpacked at once; a page of a column is unpacked as a whole in any case. */
const batchRows = 2000;

/** Read a row group at a time, and of it only the columns that are wanted. */
export const parquet: RowReader = {
  extensions: [".parquet"],
  async *read(path, wanted) {
    const file = await asyncBufferFromFile(path);
    const metadata = await readMetadata(file, path);
    const present =
      metadata.row_groups[0]?.columns.flatMap(({ meta_data: column }) => column?.path_in_schema[0] ?? []) ?? [];
    const columns = [...new Set(present)].filter((name) => wanted.has(name));
    // Without any wanted column every row is told apart as a problem: the names help to mend the map.
    const read = columns.length > 0 ? { columns } : {};
    let first = 0;
    for (const group of metadata.row_groups) {
      const end = first + Number(group.num_rows);
      for (let rowStart = first; rowStart < end; rowStart += batchRows) {
        const rowEnd = Math.min(end, rowStart + batchRows);
        const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd, ...read });
        for (const [at, values] of rows.entries()) yield { row: rowStart + at + 1, values };
      }
      first = end;
    }
  },
};

async function readMetadata(file: AsyncBuffer, path: string) {
  try {
    return await parquetMetadataAsync(file);
  } catch (cause) {
    throw new Error(
      `${path} is no Parquet file (${(cause as Error).message}). Fetch it again, or give it the name of its format.`,
      {
        cause,
      },
    );
  }
}
