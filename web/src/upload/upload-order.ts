import type { PickedFile } from "./picked-file.ts";

/** What the upload worker is asked for, one order a worker. It reads files; the page itself never does. */
export type UploadOrder =
  | { readonly kind: "inspect"; readonly files: readonly PickedFile[] }
  | { readonly kind: "list"; readonly archive: File }
  | { readonly kind: "zip"; readonly files: readonly PickedFile[] }
  | { readonly kind: "read"; readonly files: readonly PickedFile[] }
  | { readonly kind: "extract"; readonly archive: File; readonly path: string };

/** A file inside an archive. */
export interface ArchiveEntry {
  readonly path: string;
  /** In bytes, unpacked. */
  readonly size: number;
}

/** The text of a file that is sent as JSON. */
export interface FileText {
  readonly path: string;
  readonly code: string;
}

export interface UploadAnswers {
  /** Paths of the files that are no text. */
  readonly inspect: readonly string[];
  /** Undefined when the archive is of a kind that is not looked into here. */
  readonly list: readonly ArchiveEntry[] | undefined;
  readonly zip: Blob;
  readonly read: readonly FileText[];
  /** Undefined when it is not there, or no text. */
  readonly extract: string | undefined;
}

/** What the worker says: how much is done, of `total`; then its answer, or why there is none. */
export type UploadReport =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "answer"; readonly answer: UploadAnswers[keyof UploadAnswers] }
  | { readonly kind: "error"; readonly message: string };
