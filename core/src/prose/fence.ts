import { hashText } from "../view/lexeme-list.ts";

/** Code made safe to stand in a prompt. */
export interface FencedCode {
  /** Begins every line of the data and stands nowhere in it. */
  readonly boundary: string;
  readonly text: string;
  /** Lines that are in it; the rest was cut off. */
  readonly lines: number;
  readonly allLines: number;
}

const mostLines = 400;
const mostCharacters = 16_000;
/** A longer line is cut. */
const longestLine = 400;

/**
 * Puts a boundary and the line's number before every line. The boundary comes from the text's hash and is no part of the text, so
 * no line of the code can look like the end of the data, whatever its author writes.
 */
export function fenceCode(text: string): FencedCode {
  const boundary = createBoundary(text);
  const all = text.replace(/\n$/, "").split("\n");
  const kept: string[] = [];
  let length = 0;
  for (const line of all.slice(0, mostLines)) {
    const safe = `${boundary}|${kept.length + 1}| ${neutralise(line)}`;
    length += safe.length;
    if (length > mostCharacters) break;
    kept.push(safe);
  }
  return { boundary, text: kept.join("\n"), lines: kept.length, allLines: all.length };
}

function createBoundary(text: string): string {
  for (let salt = 0; ; salt++) {
    const digits = [salt * 2, salt * 2 + 1].map((tag) =>
      hashText(text, 0, text.length, tag).toString(16).padStart(8, "0"),
    );
    const boundary = `D${digits.join("")}`;
    if (!text.includes(boundary)) return boundary;
  }
}

/** Marks that chat templates of models give a meaning to: a server that does not escape them would end the message there. */
const templateMarks = /<\|[^|<>\n]{0,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<\/?think>/gi;

/** Everything that ends a line or reorders it. A tab stays. */
const unsafe = /[^\P{Cc}\t]|[\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

function neutralise(line: string): string {
  const clean = line
    .replace(unsafe, "\ufffd")
    .replace(templateMarks, (mark) => mark.replace(/[<[]/g, "‹").replace(/[>\]]/g, "›"));
  return clean.length > longestLine ? `${clean.slice(0, longestLine)}…` : clean;
}
