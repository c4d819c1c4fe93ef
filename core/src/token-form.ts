import type { Token } from "./anatomy.ts";

/** The forms that stand for names, numbers and texts where only the build of the code is read. */
export const tokenForms = [
  ...["n", "nn", "NN", "N_N", "n_n2", "n_n3", "Nn1", "Nn2", "Nn3", "nN2", "nN3"],
  ...["#real", "#number", '"', '"text"', '"text with blanks"', "#text"],
] as const;
export type TokenForm = (typeof tokenForms)[number];

/** The form of a name, number, string or other text; undefined where a token stands for itself. */
export function formOf({ kind, text }: Pick<Token, "kind" | "text">): TokenForm | undefined {
  if (kind === "identifier") return nameForm(text);
  if (kind === "number") return text === "0" || text === "1" ? undefined : /[.eE]/.test(text) ? "#real" : "#number";
  if (kind === "string") return text.length <= 2 ? '"' : text.includes(" ") ? '"text with blanks"' : '"text"';
  return kind === "text" ? "#text" : undefined;
}

/** One letter, UPPER_CASE, snake_case, PascalCase, camelCase or one plain word, with the number of words up to 3. */
function nameForm(name: string): TokenForm {
  if (name.length === 1) return "n";
  const underscores = name.split("_").filter((part) => part !== "").length;
  if (underscores > 1) return name === name.toUpperCase() ? "N_N" : underscores > 2 ? "n_n3" : "n_n2";
  const capitals = name.match(/\p{Lu}+/gu)?.length ?? 0;
  if (capitals > 0 && name === name.toUpperCase()) return "NN";
  if (/^\p{Lu}/u.test(name)) return capitals > 2 ? "Nn3" : capitals > 1 ? "Nn2" : "Nn1";
  if (capitals === 0) return "nn";
  return capitals > 1 ? "nN3" : "nN2";
}
