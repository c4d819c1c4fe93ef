import type { Anatomy } from "../anatomy.ts";
import type { Fingerprints } from "../similarity.ts";
import { formOf } from "../token-form.ts";
import { hashText } from "../view/lexeme-list.ts";
import { winnow } from "./winnow.ts";

const tag = 71;

/**
 * Fingerprints of how the code of a file is built: every name, number and text is blanked out, comments and layout are not
 * read. The delexicalised view also keeps whether a name is `two_words`, `TwoWords` or a letter, which a renamed copy loses:
 * with its tokens, half of 104 files (Python, JavaScript, TypeScript) whose names were all replaced were at most .006 alike to
 * their copy; with these, 95 % of them are at 1.
 */
export function fingerprint({ tokens }: Anatomy): Fingerprints {
  const hashes = Uint32Array.from(tokens, (token) => {
    const word = formOf(token) === undefined ? token.text : token.kind;
    return hashText(word, 0, word.length, tag);
  });
  return { hashes: winnow(hashes), tokens: tokens.length };
}
