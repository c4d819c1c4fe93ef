import type { View } from "../view.ts";
import { hashText, LexemeList } from "./lexeme-list.ts";
import { pushWords } from "./words.ts";

const tags = { whole: 61, first: 62, rest: 63 } as const;

/** Names only, each whole and word by word. */
export const names: View = {
  id: "names",
  meaning: "choice of names",
  longestRun: 3,
  read: ({ tokens }) => {
    const list = new LexemeList();
    for (const token of tokens) {
      if (token.kind !== "identifier") continue;
      list.push(hashText(token.text, 0, Math.min(40, token.text.length), tags.whole), token.start, token.start);
      pushWords(list, token.text, token.start, tags.first, tags.rest);
    }
    return list;
  },
};
