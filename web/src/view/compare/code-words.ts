import type { syntaxTree } from "@codemirror/language";
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";

/** A word or sign of code, as a comparison reads it. */
export interface CodeWord {
  readonly start: number;
  readonly end: number;
  /** What it counts as: itself for a keyword or sign; one and the same for all names, numbers or texts. */
  readonly form: string;
}

const kinds = tagHighlighter([
  { tag: tags.comment, class: "comment" },
  { tag: tags.name, class: "name" },
  { tag: [tags.string, tags.regexp, tags.character], class: "text" },
  { tag: tags.number, class: "number" },
]);

/**
 * The words of a text without its comments, names, numbers and texts all alike: much as the server reads it to compare how
 * code is built, but by the grammar that colours the editor.
 */
export function codeWords(tree: ReturnType<typeof syntaxTree>, text: string): CodeWord[] {
  const words: CodeWord[] = [];
  let read = 0;
  const readPlain = (to: number): void => {
    for (const { 0: form, index } of text.slice(read, to).matchAll(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu))
      words.push({ start: read + index, end: read + index + form.length, form });
    read = Math.max(read, to);
  };
  highlightTree(tree, kinds, (start, end, kind) => {
    readPlain(start);
    const last = words.at(-1);
    // A text with escapes comes in pieces.
    if (kind === "text" && last?.form === kind && last.end === start) words[words.length - 1] = { ...last, end };
    else if (kind !== "comment") words.push({ start, end, form: kind });
    read = Math.max(read, end);
  });
  readPlain(text.length);
  return words;
}
