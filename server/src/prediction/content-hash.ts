import { createHash } from "node:crypto";
import type { LanguageId } from "whowrote/language";

/** SHA-256 in hex of language, where it is known, and text. */
export const contentHash = (language: LanguageId | undefined, text: string): string =>
  createHash("sha256")
    .update(`${language ?? ""}\0`)
    .update(text)
    .digest("hex");
