/** What the thread of the embedded database is asked for. Without values the SQL may be several statements. */
export interface PgliteRequest {
  readonly id: number;
  /** Left out: write everything out and end. */
  readonly sql?: string;
  readonly values?: readonly unknown[];
}

export interface PgliteResult {
  readonly command: string;
  readonly rowCount: number;
  readonly rows: unknown[];
}

/** A database error as plain data: an Error loses its members on the way between threads. */
export interface PgliteFailure {
  readonly message: string;
  readonly members: Readonly<Record<string, string>>;
}

export type PgliteReply =
  | { readonly id: number; readonly result: PgliteResult }
  | { readonly id: number; readonly failure: PgliteFailure };
