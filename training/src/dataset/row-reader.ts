/** A row as the file holds it, or what was wrong with it. */
export type RawRow =
  | { readonly row: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly row: number; readonly unreadable: string; readonly value: string; readonly remedy: string };

/** Reads one file format, a piece at a time. */
export interface RowReader {
  /** With the dot, lower case: [".jsonl", ".jsonl.gz"]. */
  readonly extensions: readonly string[];
  /**
   * @param columns the columns that are wanted; a format that can skip the others does
   * @throws when the file as a whole cannot be read
   */
  readonly read: (path: string, columns: ReadonlySet<string>) => AsyncIterable<RawRow>;
}
