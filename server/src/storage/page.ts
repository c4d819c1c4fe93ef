/** Some rows of a list, newest first. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Give it as `after` for the next page; left out on the last. */
  readonly next?: string;
}

export interface PageOptions {
  /** Rows at most. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

/** Makes a page of rows of which one more than `limit` was asked for. */
export function toPage<Row extends { readonly id: string }>(rows: readonly Row[], limit: number): Page<Row> {
  const last = rows[limit - 1];
  return rows.length > limit && last !== undefined ? { rows: rows.slice(0, limit), next: last.id } : { rows };
}
