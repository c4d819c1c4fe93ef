import { visitWords } from "../wording.ts";
import { hashText, type LexemeList } from "./lexeme-list.ts";

/** Adds the lower-cased words of a stretch of text; `firstTag` for the first, `restTag` for those that follow. */
export function pushWords(list: LexemeList, text: string, offset: number, firstTag: number, restTag: number): void {
  let tag = firstTag;
  visitWords(text, (word, start, end) => {
    list.push(hashText(word, 0, word.length, tag), offset + start, offset + end);
    tag = restTag;
  });
}
