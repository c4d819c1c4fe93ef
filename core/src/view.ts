import type { Anatomy } from "./anatomy.ts";

export const viewIds = ["raw", "layout-free", "delexicalised", "comments", "lines", "names"] as const;
export type ViewId = (typeof viewIds)[number];

/** What a lexical model reads: the file as a sequence of hashed words, each with its place in the text. */
export interface Lexemes {
  readonly length: number;
  /** 32-bit hash of the word as this view sees it. */
  readonly hash: Uint32Array;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** A rewriting of the text that keeps some cues and drops others, so that no single cue decides. */
export interface View {
  readonly id: ViewId;
  /** A noun phrase for a person: what this view looks at. */
  readonly meaning: string;
  /** Runs of 1 to `longestRun` lexemes are the features. */
  readonly longestRun: number;
  readonly read: (anatomy: Anatomy) => Lexemes;
}
