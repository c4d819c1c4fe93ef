import { formOf } from "../token-form.ts";
import type { View } from "../view.ts";
import { hashText, LexemeList } from "./lexeme-list.ts";

const tag = 21;

/** Code with every name, number and string replaced by its form: what remains is how the code is built. */
export const delexicalised: View = {
  id: "delexicalised",
  meaning: "how the code is built, names and texts blanked out",
  longestRun: 5,
  read: ({ tokens }) => {
    const list = new LexemeList();
    for (const token of tokens) {
      const form = formOf(token) ?? token.text;
      list.push(hashText(form, 0, form.length, tag), token.start, token.end);
    }
    return list;
  },
};
