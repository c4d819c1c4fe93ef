import type { Anatomy } from "./anatomy.ts";

export const editIds = [
  "strip-comments",
  "reformat",
  "rename-identifiers",
  "tabs",
  "spaces",
  "add-comments",
  "insert-dead-code",
  "reorder-functions",
  "minify",
  "homoglyphs",
] as const;
export type EditId = (typeof editIds)[number];

/** A change of the text that keeps what the code does and who wrote it. For training and for measuring how much a score depends on it. */
export interface Edit {
  readonly id: EditId;
  /** What it does, for a person. */
  readonly describe: string;
  /** Gives the whole new text, header included. The same anatomy and seed give the same text. */
  readonly apply: (anatomy: Anatomy, seed?: number) => string;
}
