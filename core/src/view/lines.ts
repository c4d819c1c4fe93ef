import type { Line } from "../anatomy.ts";
import type { View } from "../view.ts";
import { hashText, LexemeList } from "./lexeme-list.ts";

const tag = 41;

/** One lexeme a line: how it is indented against the last, how long it is, how it begins and ends. The rhythm of the page. */
export const lines: View = {
  id: "lines",
  meaning: "rhythm of the lines: lengths, indents, blank lines, how lines begin and end",
  longestRun: 4,
  read: (anatomy) => {
    const list = new LexemeList();
    let previous: Line | undefined;
    for (const line of anatomy.lines) {
      const form = formOf(line, previous);
      list.push(hashText(form, 0, form.length, tag), line.textStart, line.end);
      if (line.text !== "") previous = line;
    }
    return list;
  },
};

function formOf(line: Line, previous: Line | undefined): string {
  if (line.text === "") return "blank";
  const step = Math.max(-3, Math.min(2, Math.round((line.indent - (previous?.indent ?? 0)) / 4)));
  const length = Math.min(6, Math.floor(line.text.length / 16));
  const first = /^[\p{L}_$@]+|^\p{N}|^[^\p{L}\p{N}]{1,2}/u.exec(line.text)?.[0] ?? "";
  return `${step} ${length} ${startForm(first)} ${line.text
    .at(-1)!
    .replace(/[\p{L}_]/u, "w")
    .replace(/\p{N}/u, "0")}`;
}

const startWords = new Set(
  "if else elif for foreach while do switch case default when match try catch except finally return throw raise break continue def func fun function fn class struct interface enum import from use using package public private protected static final const let var val self this end".split(
    " ",
  ),
);

function startForm(first: string): string {
  if (startWords.has(first)) return first;
  return /^[\p{L}_$]/u.test(first) ? "w" : first;
}
