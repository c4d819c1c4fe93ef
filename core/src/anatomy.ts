import type { Language } from "./language.ts";
import { playsRole, type SyntaxTree } from "./syntax-tree.ts";
import { findHeader } from "./header.ts";

export const tokenKinds = ["keyword", "identifier", "number", "string", "punctuation", "text"] as const;
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
  const keywords = new Set(tree.language.keywords);
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
      const tokenText = text.slice(start, end);
      // The parser makes up empty tokens (line ends, missing brackets); nobody wrote them.
      if (tokenText.trim() !== "")
        tokens.push({ kind: tokenKind(tree, node, tokenText, keywords), start, end, text: tokenText, node });
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
    comments: documentByPosition(tree, comments),
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

/** Text that is not code: JSX text, the page around PHP, the body of a C macro, what the parser skipped. */
const prose = new Set(["jsx_text", "text", "preproc_arg", "uninterpreted", "ERROR"]);

function tokenKind(tree: SyntaxTree, node: number, text: string, keywords: ReadonlySet<string>): TokenKind {
  if (playsRole(tree, node, "string")) return "string";
  if (playsRole(tree, node, "number")) return "number";
  if (playsRole(tree, node, "identifier")) return "identifier";
  if (prose.has(tree.kindNames[tree.kind[node]!]!)) return "text";
  if (isInsideString(tree, node)) return "string";
  const isWord = /^[#@]?[\p{L}_]/u.test(text);
  if (isWord && (!tree.named[node] || keywords.has(text) || isReserved(tree, node))) return "keyword";
  if (isWord) return "identifier";
  return /[\p{L}\p{N}]/u.test(text) ? "text" : "punctuation";
}

/** Named by the grammar, a fixed word to the reader. */
function isReserved(tree: SyntaxTree, node: number): boolean {
  return playsRole(tree, node, "boolean") || playsRole(tree, node, "null") || playsRole(tree, node, "jump");
}

/** A piece of a string with interpolation stands at most this many levels below it (PHP: string → body → content). */
const stringLevels = 2;

function isInsideString(tree: SyntaxTree, node: number): boolean {
  let above = node;
  for (let level = 0; level < stringLevels && above > 0; level++) {
    if (playsRole(tree, above, "interpolation")) return false;
    above = tree.parent[above]!;
    if (playsRole(tree, above, "string")) return true;
  }
  return false;
}

/**
 * Python's docstrings, and bare strings used as remarks: strings to the grammar, documentation to the reader. They
 * are the whole of a statement.
 */
function isDocstring(tree: SyntaxTree, node: number): boolean {
  if (tree.language.id !== "python" || !playsRole(tree, node, "string")) return false;
  const statement = tree.parent[node]!;
  if (tree.kindNames[tree.kind[statement]!] !== "expression_statement") return false;
  if (tree.start[statement] !== tree.start[node] || tree.end[statement] !== tree.end[node]) return false;
  return isAtom(tree, node);
}

function createComment(tree: SyntaxTree, node: number): Comment {
  const start = tree.start[node]!;
  const end = tree.end[node]!;
  const text = tree.text.slice(start, end).trimEnd();
  return {
    start,
    end: start + text.length,
    text,
    isDoc: isDocstring(tree, node) || tree.language.isDocComment(text),
    isTrailing: hasTextBefore(tree.text, start),
    node,
  };
}

/** Whether anything but blanks stands before `at` on its line. Comments are apart, so all calls together are linear. */
function hasTextBefore(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const character = text[before]!;
    if (character === "\n") return false;
    if (character.trim() !== "") return true;
  }
  return false;
}

/** Marks comments, and runs of line comments, that end right above a declaration they document (Go, Ruby). */
function documentByPosition(tree: SyntaxTree, comments: readonly Comment[]): Comment[] {
  const documented = new Set(tree.language.documentedByPosition);
  if (documented.size === 0) return [...comments];
  const marked = [...comments];
  for (let index = comments.length - 1; index >= 0; index--) {
    const comment = comments[index]!;
    if (comment.isTrailing || comment.isDoc) continue;
    const next = tree.last[comment.node]!;
    if (next >= tree.size || !isRightBelow(tree.text, comment.end, tree.start[next]!)) continue;
    const below = marked[index + 1];
    const isDoc = below?.node === next ? below.isDoc : beginsWith(tree, next, documented);
    if (isDoc) marked[index] = { ...comment, isDoc };
  }
  return marked;
}

/** On the next line: one line end and blanks between. */
function isRightBelow(text: string, end: number, start: number): boolean {
  return start - end < 200 && /^[^\S\n]*\n[^\S\n]*$/.test(text.slice(end, start));
}

function beginsWith(tree: SyntaxTree, node: number, types: ReadonlySet<string>): boolean {
  const start = tree.start[node]!;
  for (let inner = node; inner < tree.size && tree.start[inner] === start; inner++)
    if (tree.named[inner] && types.has(tree.kindNames[tree.kind[inner]!]!)) return true;
  return false;
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
  const trimmed = text.slice(at, end).trimEnd();
  // Blanks on a blank line are no indentation: editors leave them or not.
  return { start, end, textStart: at, text: trimmed, indent: trimmed === "" ? 0 : indent };
}
