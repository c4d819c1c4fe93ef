import type { Anatomy } from "../anatomy.ts";
import { stripComments } from "../edit/strip-comments.ts";

/** Characters that are sent at most; what is longer is cut after a whole line. */
const mostCharacters = 12_000;

/** Code without comments, docstrings, blank lines and header: what is rewritten, and what is compared. */
export interface BareCode {
  readonly text: string;
  /** Only the first part was taken. */
  readonly isCut: boolean;
}

export function bareCode(anatomy: Anatomy): BareCode {
  const start = anatomy.lines[0]?.start ?? 0;
  const stripped = stripComments.apply(anatomy);
  // The header has no comments of its own left to shift it: it is looked for as text.
  const header = anatomy.text.slice(0, start);
  const body = header !== "" && stripped.startsWith(header) ? stripped.slice(start) : stripped;
  const text = body
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n");
  if (text.length <= mostCharacters) return { text, isCut: false };
  const end = text.lastIndexOf("\n", mostCharacters);
  return { text: text.slice(0, end > 0 ? end : mostCharacters), isCut: true };
}
