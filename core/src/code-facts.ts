import type { Anatomy } from "./anatomy.ts";

/** What several signals share, counted once per file. */
export interface CodeFacts {
  readonly anatomy: Anatomy;
}
