import type { View } from "../view.ts";
import { hashText, LexemeList } from "./lexeme-list.ts";
import { pushWords } from "./words.ts";

const tags = { line: 31, documentation: 32, trailing: 33, word: 34, sign: 35 } as const;

const piecePattern = /[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu;

/** Comments and docstrings only: their words, their signs, and where each begins. */
export const comments: View = {
  id: "comments",
  meaning: "wording of comments and docstrings",
  longestRun: 3,
  read: (anatomy) => {
    const list = new LexemeList();
    for (const comment of anatomy.comments) {
      const kind = comment.isDoc ? tags.documentation : comment.isTrailing ? tags.trailing : tags.line;
      list.push(kind, comment.start, comment.start);
      for (const match of comment.text.matchAll(piecePattern)) {
        const start = comment.start + match.index;
        if (/^[\p{L}\p{N}]/u.test(match[0])) pushWords(list, match[0], start, tags.word, tags.word);
        else list.push(hashText(match[0], 0, match[0].length, tags.sign), start, start + match[0].length);
      }
    }
    return list;
  },
};
