export const problemKinds = [
  "unreadable",
  "missing",
  "empty",
  "wrong type",
  "unknown language",
  "unknown label",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** Why a row of a dataset file is not a sample. */
export interface RowProblem {
  readonly kind: ProblemKind;
  readonly file: string;
  /** As an editor shows it: the line of a JSONL file, the record of a CSV file with the header as 1, the row of a Parquet file from 1. */
  readonly row: number;
  readonly column?: string;
  /** What stood there, shortened; absent when nothing did. */
  readonly value?: string;
  readonly message: string;
  readonly remedy: string;
}

/** One sentence for a person: place, what is wrong, what to do. */
export function describeProblem({ file, row, message, remedy }: RowProblem): string {
  return `${file}, row ${row}: ${message} ${remedy}`;
}

/** A value for a message: short, on one line, in quotes. */
export function showValue(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

/** A row could not be read and nobody asked to hear of such rows. */
export class RowError extends Error {
  override readonly name = "RowError";
  readonly problem: RowProblem;

  constructor(problem: RowProblem) {
    super(`${describeProblem(problem)} (Rows like this are skipped and counted when "onProblem" is given.)`);
    this.problem = problem;
  }
}
