import { languageIds } from "../language.ts";

/** A language was named that whowrote does not judge. */
export class UnsupportedLanguageError extends Error {
  override readonly name = "UnsupportedLanguageError";
  /** As it was given. */
  readonly language: unknown;

  constructor(language: unknown) {
    super(`Language ${JSON.stringify(language)} is not supported. Use one of: ${languageIds.join(", ")}.`);
    this.language = language;
  }
}
