import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import type { RowReader } from "../row-reader.ts";
import { showValue } from "../row-problem.ts";
import { openBytes } from "./open-bytes.ts";

/** RFC 4180, with a header; tabs between the values when the name says .tsv. */
export const csv: RowReader = {
  extensions: [".csv", ".csv.gz", ".tsv", ".tsv.gz"],
  async *read(path) {
    const delimiter = /\.tsv(\.gz)?$/i.test(path) ? "\t" : ",";
    const records = parse({ bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
    // An error of the bytes or of the parser comes out of the loop below.
    pipeline(Readable.from(openBytes(path)), records, () => {});
    let header: readonly string[] | undefined;
    let row = 0;
    try {
      for await (const record of records as AsyncIterable<string[]>) {
        row++;
        if (!header) header = record.map((name) => name.trim());
        else if (record.length === header.length)
          yield { row, values: Object.fromEntries(record.map((value, at) => [header![at]!, value])) };
        else
          yield {
            row,
            unreadable: `${record.length} values where the header names ${header.length} columns.`,
            value: showValue(record.join(delimiter)),
            remedy: `Put values that hold "${delimiter}", quotes or line ends in double quotes.`,
          };
      }
    } catch (cause) {
      throw new Error(
        `${path} cannot be read as CSV after row ${row}: ${(cause as Error).message} Put values that hold quotes in double quotes and double the quotes inside.`,
        { cause },
      );
    }
  },
};
