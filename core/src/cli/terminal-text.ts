/**
 * Text from files and their names, safe to print: escape codes, line ends and other control characters become the
 * pictures Unicode has for them, and what reorders a line becomes U+FFFD. Otherwise a file's name could rewrite the report.
 */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\ufffd";
  });
}

/** The same for a text of several lines, whose line ends stay. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** JSON for people and programs: what is unsafe on a terminal is escaped, where JSON itself lets it stand. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/[\u007f-\u009f]|\p{Bidi_C}/gu, escapeUnit);

const escapeUnit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** C0, DEL and C1 controls, line separators, and the marks that change the direction of writing. */
const unsafe = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Cuts a text in the middle to at most `width` characters: a path keeps its name. */
export function cutMiddle(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  const head = Math.floor((width - 1) / 3);
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - (width - 1 - head)).join("")}`;
}

/** Cuts a text at its end to at most `width` characters. */
export function cutEnd(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join("")}…`;
}

/** Breaks a sentence at spaces so that it fits; a sign of percent stays with its number. */
export function wrap(sentence: string, columns: number): string {
  const lines = [""];
  for (const word of sentence.split(/ (?!%)/)) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
