import type { LanguageId } from "./language.ts";

/** The text under judgement with its language. `path` is only used to choose a grammar dialect and for messages. */
export interface SourceFile {
  readonly text: string;
  readonly language: LanguageId;
  readonly path?: string;
}
