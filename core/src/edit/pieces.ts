import { playsRole, type SyntaxTree } from "../syntax-tree.ts";

/** A stretch of text that layout edits move as a whole: a token, a string with all that is in it, a comment, a directive. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Index of the tree node it came from. */
  readonly node: number;
  readonly kind: PieceKind;
}

/**
 * `prose` may be indented anew line by line (comments, docstrings, text between JSX tags); `fixed` keeps its inner lines and is a token
 * to its neighbours (strings); `directive` is a preprocessor line; `raw` keeps even the blanks before it (text outside `<?php`, bodies of
 * here documents).
 */
export type PieceKind = "token" | "comment" | "docstring" | "prose" | "fixed" | "directive" | "raw";

/** Kinds of nodes that are one piece though they have parts and no role that says so. */
const kindsOfAtoms: Readonly<Record<string, PieceKind>> = {
  regex: "fixed",
  string_array: "fixed",
  symbol_array: "fixed",
  delimited_symbol: "fixed",
  concatenated_string_content: "fixed",
  heredoc_body: "raw",
  uninterpreted: "raw",
  text: "raw",
  text_interpolation: "raw",
  jsx_text: "prose",
};

/** All pieces of the text in order, those of the header too. What the parser passed over (a `\` at a line's end) is a token. */
export function findPieces(tree: SyntaxTree): Piece[] {
  const pieces: Piece[] = [];
  const hasDirectives = ["c", "cpp", "csharp"].includes(tree.language.id);
  let at = 0;
  for (let node = 0; node < tree.size;) {
    const kind = kindOf(tree, node);
    if (kind === undefined && tree.last[node] !== node + 1) {
      node++;
      continue;
    }
    const [start, end] = trim(tree.text, Math.max(at, tree.start[node]!), tree.end[node]!, kind === "raw");
    if (end > start) {
      addSkipped(pieces, tree.text, at, start, node);
      const isDirective = hasDirectives && tree.text[start] === "#" && isFirstOnLine(tree.text, start);
      const stop = isDirective ? Math.max(end, findDirectiveEnd(tree, node, start)) : end;
      pieces.push({ start, end: stop, node, kind: isDirective ? "directive" : (kind ?? "token") });
      at = stop;
    }
    node = tree.last[node]!;
  }
  addSkipped(pieces, tree.text, at, tree.text.length, 0);
  return pieces;
}

/** A Python docstring, or another string that stands alone as a statement and does nothing. */
export function isDocstring(tree: SyntaxTree, node: number): boolean {
  if (tree.language.id !== "python" || !playsRole(tree, node, "string")) return false;
  const statement = tree.parent[node]!;
  if (tree.kindNames[tree.kind[statement]!] !== "expression_statement") return false;
  return tree.start[statement] === tree.start[node] && tree.end[statement] === tree.end[node];
}

function kindOf(tree: SyntaxTree, node: number): PieceKind | undefined {
  if (!tree.named[node]) return undefined;
  const name = tree.kindNames[tree.kind[node]!]!;
  if (Object.hasOwn(kindsOfAtoms, name)) return kindsOfAtoms[name];
  if (playsRole(tree, node, "comment")) return "comment";
  if (playsRole(tree, node, "string")) return isDocstring(tree, node) ? "docstring" : "fixed";
  return undefined;
}

function trim(text: string, start: number, end: number, keepsStart: boolean): [start: number, end: number] {
  let [from, to] = [start, end];
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  while (!keepsStart && from < to && isBlank(text.charCodeAt(from))) from++;
  return [from, to];
}

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;

function addSkipped(pieces: Piece[], text: string, from: number, to: number, node: number): void {
  if (text.slice(from, to).trim() === "") return;
  for (const match of text.slice(from, to).matchAll(/\S+/g))
    pieces.push({ start: from + match.index, end: from + match.index + match[0].length, node, kind: "token" });
}

function isFirstOnLine(text: string, start: number): boolean {
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
}

/** A directive runs to the end of its line, over lines that end in a backslash, and up to a comment. */
function findDirectiveEnd(tree: SyntaxTree, node: number, start: number): number {
  const { text } = tree;
  let end = start;
  do {
    const newline = text.indexOf("\n", end + 1);
    end = newline < 0 ? text.length : newline;
  } while (end < text.length && /\\\r?$/.test(text.slice(start, end)));
  for (let next = node; next < tree.size && tree.start[next]! < end; next++)
    if (tree.start[next]! > start && playsRole(tree, next, "comment")) end = tree.start[next]!;
  while (isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}
