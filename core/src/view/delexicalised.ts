import type { Token } from "../anatomy.ts";
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
      const form = formOf(token);
      list.push(hashText(form, 0, form.length, tag), token.start, token.end);
    }
    return list;
  },
};

function formOf(token: Token): string {
  const { kind, text } = token;
  if (kind === "identifier") return nameForm(text);
  if (kind === "number") return text === "0" || text === "1" ? text : /[.eE]/.test(text) ? "#real" : "#number";
  if (kind === "string") return text.length <= 2 ? '"' : text.includes(" ") ? '"text with blanks"' : '"text"';
  if (kind === "text") return "#text";
  return text;
}

/** One letter, UPPER_CASE, snake_case, PascalCase, camelCase or one plain word, with the number of words up to 3. */
function nameForm(name: string): string {
  if (name.length === 1) return "n";
  const underscores = name.split("_").filter((part) => part !== "").length;
  if (underscores > 1) return name === name.toUpperCase() ? "N_N" : `n_n${Math.min(underscores, 3)}`;
  const capitals = name.match(/\p{Lu}+/gu)?.length ?? 0;
  if (capitals > 0 && name === name.toUpperCase()) return "NN";
  if (/^\p{Lu}/u.test(name)) return `Nn${Math.min(capitals, 3)}`;
  return capitals > 0 ? `nN${Math.min(capitals + 1, 3)}` : "nn";
}
