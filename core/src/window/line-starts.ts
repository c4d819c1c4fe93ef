import type { TokenizedText } from "../tokenizer.ts";

/**
 * The tokens with which a line begins, ascending, the first token among them. A token that holds a line end (`\n    `)
 * belongs to the line that it ends, the one behind it begins the next.
 */
export function findLineStarts(text: string, { starts }: Pick<TokenizedText, "starts">): Int32Array {
  if (starts.length === 0) return new Int32Array();
  const found = [0];
  let token = 1;
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n?|\n/g)) {
    const lineStart = index + lineEnd.length;
    // A token that begins within the line end, or before it, is still of the line before.
    while (token < starts.length && starts[token]! < lineStart) token++;
    if (token === starts.length) break;
    if (found.at(-1) !== token) found.push(token);
  }
  return Int32Array.from(found);
}
