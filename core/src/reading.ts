import type { Anatomy } from "./anatomy.ts";
import { tokenForms } from "./token-form.ts";

export const readingIds = ["raw", "without-comments", "layout-free", "delexicalised"] as const;
export type ReadingId = (typeof readingIds)[number];

/** How a line begins: its indent against the line before it, and whether blank lines stand between. */
const lineMarks = [
  ...["#same", "#deeper", "#shallower"],
  ...["#blank-same", "#blank-deeper", "#blank-shallower"],
] as const;

/**
 * Signs that no text can spell: layout, what is masked, and the forms of names. A checkpoint gives each an entry of its
 * vocabulary, in this order.
 */
export const marks = [
  ...lineMarks,
  "#gap",
  "#topic",
  "#long-number",
  ...tokenForms.map((form) => `form ${form}`),
] as const;
export type Mark = (typeof marks)[number];

/** A stretch of a source file that an encoder's tokenizer reads by itself, or a mark. */
export interface Piece {
  /** The text, or the mark's name. */
  readonly text: string;
  readonly isMark: boolean;
  /** UTF-16 offsets into the source, end exclusive; a mark of layout has no length. */
  readonly start: number;
  readonly end: number;
  /** Whether a window may begin here. */
  readonly startsLine: boolean;
}

/** What an encoder reads of a file. An encoder is trained on all readings of a file and judges by `raw`. */
export interface Reading {
  readonly id: ReadingId;
  /** A noun phrase for a person. */
  readonly meaning: string;
  readonly read: (anatomy: Anatomy) => Piece[];
}
