import type { Language } from "./language.ts";
import { playsRole, type SyntaxTree } from "./syntax-tree.ts";
import { findHeader } from "./header.ts";

export const tokenKinds = [
  "keyword",
  "identifier",
  "number",
  "string",
  "punctuation",
  "text",
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** A leaf of the tree that is code: not a comment, not white space. A string literal without interpolation is one token. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Index of the tree node it came from. */
  readonly node: number;
}

export interface Line {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
  /** Where the indentation ends. */
  readonly textStart: number;
  /** The line without its indentation and trailing blanks. */
  readonly text: string;
  /** Indentation in columns, a tab counted to the next multiple of four. */
  readonly indent: number;
}

export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Documents a declaration: Javadoc, rustdoc, XML doc, and Python docstrings. */
  readonly isDoc: boolean;
  /** Stands behind code on the same line. */
  readonly isTrailing: boolean;
  readonly node: number;
}

/**
 * The parts of a source file that signals and views read. The header (licence text, package and import lines,
 * `#!` and open tags) is left out: it tells where a file came from, not who wrote it.
 */
export interface Anatomy {
  readonly tree: SyntaxTree;
  readonly language: Language;
  readonly text: string;
  /** 1 for nodes in the header. */
  readonly inHeader: Uint8Array;
  /** Lines outside the header, in order. */
  readonly lines: readonly Line[];
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

/** Takes a tree apart. Pure; linear in the number of nodes and characters. */
export function createAnatomy(tree: SyntaxTree): Anatomy {
  const header = findHeader(tree);
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  const { text } = tree;
  for (let node = 0; node < tree.size;) {
    if (header.inHeader[node]) {
      node = tree.last[node]!;
    } else if (playsRole(tree, node, "comment") || isDocstring(tree, node)) {
      comments.push(createComment(tree, node));
      node = tree.last[node]!;
    } else if (isAtom(tree, node)) {
      const start = tree.start[node]!;
      const end = tree.end[node]!;
      // The parser makes up empty tokens (line ends, missing brackets); nobody wrote them.
      if (end > start && text.slice(start, end).trim() !== "")
        tokens.push({
          kind: tokenKind(tree, node),
          start,
          end,
          text: text.slice(start, end),
          node,
        });
      node = tree.last[node]!;
    } else node++;
  }
  return {
    tree,
    language: tree.language,
    text,
    inHeader: header.inHeader,
    lines: createLines(text, header.ranges),
    tokens,
    comments,
  };
}

/** A leaf, or a literal that is one token to a reader. */
function isAtom(tree: SyntaxTree, node: number): boolean {
  if (tree.last[node] === node + 1) return true;
  if (playsRole(tree, node, "number")) return true;
  if (!playsRole(tree, node, "string")) return false;
  for (let inner = node + 1; inner < tree.last[node]!; inner++)
    if (playsRole(tree, inner, "interpolation")) return false;
  return true;
}

function tokenKind(tree: SyntaxTree, node: number): TokenKind {
  if (playsRole(tree, node, "string")) return "string";
  if (playsRole(tree, node, "number")) return "number";
  const first = tree.text.charCodeAt(tree.start[node]!);
  const isWord =
    ((first | 32) >= 97 && (first | 32) <= 122) || first === 95 || first === 36 || first > 127;
  if (playsRole(tree, node, "identifier")) return "identifier";
  if (!tree.named[node] || playsRole(tree, node, "boolean") || playsRole(tree, node, "null"))
    return isWord ? "keyword" : "punctuation";
  const parent = tree.parent[node]!;
  if (playsRole(tree, parent, "string")) return "string";
  return isWord ? "identifier" : "text";
}

/** Python's docstrings are strings to the grammar and documentation to the reader. */
function isDocstring(tree: SyntaxTree, node: number): boolean {
  if (tree.language.id !== "python" || !playsRole(tree, node, "string")) return false;
  const statement = tree.parent[node]!;
  if (tree.kindNames[tree.kind[statement]!] !== "expression_statement") return false;
  return tree.start[statement] === tree.start[node] && tree.end[statement] === tree.end[node];
}

function createComment(tree: SyntaxTree, node: number): Comment {
  const start = tree.start[node]!;
  const end = tree.end[node]!;
  const text = tree.text.slice(start, end).trimEnd();
  const lineStart = tree.text.lastIndexOf("\n", start - 1) + 1;
  return {
    start,
    end: start + text.length,
    text,
    isDoc: isDocstring(tree, node) || tree.language.isDocComment(text),
    isTrailing: tree.text.slice(lineStart, start).trim() !== "",
    node,
  };
}

const tabWidth = 4;

function createLines(text: string, headerRanges: readonly (readonly [number, number])[]): Line[] {
  const lines: Line[] = [];
  let range = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    while (range < headerRanges.length && headerRanges[range]![1] <= start) range++;
    const inHeader = range < headerRanges.length && headerRanges[range]![0] <= start;
    if (!inHeader) lines.push(createLine(text, start, end));
    start = end + 1;
  }
  return lines;
}

function createLine(text: string, start: number, end: number): Line {
  let indent = 0;
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) indent++;
    else if (code === 9) indent += tabWidth - (indent % tabWidth);
    else break;
  }
  return { start, end, textStart: at, text: text.slice(at, end).trimEnd(), indent };
}
