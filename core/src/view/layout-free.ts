import type { View } from "../view.ts";
import { hashText, LexemeList } from "./lexeme-list.ts";
import { pushWords } from "./words.ts";

const tags = { code: 11, name: 12, nameRest: 13, text: 14 } as const;

/** Tokens of the code only: no comments, no white space, names and strings cut into lower-cased words. */
export const layoutFree: View = {
  id: "layout-free",
  meaning: "wording of the code alone, without comments and layout",
  longestRun: 3,
  read: ({ tokens }) => {
    const list = new LexemeList();
    for (const token of tokens) {
      if (token.kind === "identifier") pushWords(list, token.text, token.start, tags.name, tags.nameRest);
      else if (token.kind === "string" || token.kind === "text")
        pushWords(list, token.text, token.start, tags.text, tags.text);
      else list.push(hashText(token.text, 0, token.text.length, tags.code), token.start, token.end);
    }
    return list;
  },
};
