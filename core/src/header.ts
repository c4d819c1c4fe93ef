import { playsRole, type SyntaxTree } from "./syntax-tree.ts";

/** What stands before the code proper: see {@link findHeader}. */
export interface Header {
  /** 1 for every node of the header, descendants among them. */
  readonly inHeader: Uint8Array;
  /** Sorted, disjoint text ranges of whole lines, end exclusive (the line end is inside). */
  readonly ranges: readonly Range[];
}

export type Range = readonly [start: number, end: number];

const licenceWords = /copyright|\(c\)|©|licen[sc]e|spdx|all rights reserved|redistribut|warrant/i;
/** Licences are long; a word this far inside a comment says nothing about the comment. */
const longestLicence = 3000;

/**
 * Finds licence comments, `#!` lines, open tags, include guards, and the package and import lines among the leading
 * statements of a file. Data sets cut these lines on one side only, and a licence names the project: neither says who
 * wrote the code. Lines that hold code as well are not in `ranges`. Linear in the number of nodes and characters.
 */
export function findHeader(tree: SyntaxTree): Header {
  const inHeader = new Uint8Array(tree.size);
  const pieces: Range[] = [];
  const add = (node: number) => {
    inHeader.fill(1, node, tree.last[node]);
    pieces.push([tree.start[node]!, tree.end[node]!]);
  };
  let end = tree.size;
  for (let node = 1; node < end;) {
    const guarded = guardedStart(tree, node);
    if (guarded > 0) {
      for (let part = node + 1; part < guarded; part = tree.last[part]!) add(part);
      end = tree.last[node]!;
      node = guarded;
      continue;
    }
    if (isHeaderNode(tree, node) || isRemarkOnHeader(tree, node, pieces.at(-1))) add(node);
    else if (!mayPrecedeImports(tree, node)) break;
    node = tree.last[node]!;
  }
  return { inHeader, ranges: wholeLines(tree.text, pieces) };
}

function isHeaderNode(tree: SyntaxTree, node: number): boolean {
  if (playsRole(tree, node, "package")) return !hasBody(tree, node);
  if (playsRole(tree, node, "import")) return true;
  const text = tree.text.slice(tree.start[node], Math.min(tree.end[node]!, tree.start[node]! + longestLicence));
  if (playsRole(tree, node, "comment"))
    return licenceWords.test(text) || text.startsWith("#!") || /coding[:=]/.test(text.slice(0, 40));
  // `#![…]` is an attribute of Rust.
  if (/^#!(?!\[)[^\n]*\s*$/.test(text) || /^<\?(php)?\s*$/i.test(text)) return true;
  return /^#\s*pragma\s+once\b/.test(text) || isImportStatement(tree, node);
}

/** `const fs = require("fs")` and `require_once "x.php";`: the import is an expression inside a statement. */
function isImportStatement(tree: SyntaxTree, node: number): boolean {
  const isDeclaration = playsRole(tree, node, "declaration");
  if (!isDeclaration && !playsRole(tree, node, "statement")) return false;
  let imports = 0;
  for (let child = node + 1; child < tree.last[node]!; child = tree.last[child]!) {
    if (!tree.named[child] || playsRole(tree, child, "comment")) continue;
    const value = isDeclaration ? lastChild(tree, child) : child;
    if (!beginsWithImport(tree, value)) return false;
    imports++;
  }
  return imports > 0;
}

/** Also `require("debug")("http")` and `require("path").join`, which are calls on an import. */
function beginsWithImport(tree: SyntaxTree, node: number): boolean {
  const start = tree.start[node]!;
  for (let inner = node; inner < tree.last[node]! && tree.start[inner] === start; inner++)
    if (playsRole(tree, inner, "import")) return true;
  return false;
}

function lastChild(tree: SyntaxTree, node: number): number {
  let last = node;
  for (let child = node + 1; child < tree.last[node]!; child = tree.last[child]!) last = child;
  return last;
}

/** A namespace with a body is the code itself, not a line of the header. */
function hasBody(tree: SyntaxTree, node: number): boolean {
  for (let child = node + 1; child < tree.last[node]!; child = tree.last[child]!)
    if (tree.named[child] && tree.text[tree.start[child]!] === "{") return true;
  return false;
}

/** The first node behind `#ifndef X_H` and `#define X_H`; 0 where the node is no include guard. */
function guardedStart(tree: SyntaxTree, node: number): number {
  const kindAt = (at: number) => tree.kindNames[tree.kind[at]!];
  const textAt = (at: number) => tree.text.slice(tree.start[at], tree.end[at]);
  if (kindAt(node) !== "preproc_ifdef" || kindAt(node + 1) !== "#ifndef") return 0;
  const name = node + 2;
  const define = tree.last[name]!;
  if (define >= tree.last[node]! || kindAt(define) !== "preproc_def") return 0;
  return textAt(define + 2) === textAt(name) ? tree.last[define]! : 0;
}

/** A comment that stands behind a header line. */
function isRemarkOnHeader(tree: SyntaxTree, node: number, previous: Range | undefined): boolean {
  if (!previous || !playsRole(tree, node, "comment")) return false;
  return !tree.text.slice(previous[1] - 1, tree.start[node]).includes("\n");
}

/** What stands between a file's beginning and its imports without being header: it is measured as code. */
function mayPrecedeImports(tree: SyntaxTree, node: number): boolean {
  if (playsRole(tree, node, "comment")) return true;
  const name = tree.kindNames[tree.kind[node]!]!;
  if (playsRole(tree, node, "preprocessor")) return !/if|else/.test(name);
  if (playsRole(tree, node, "decorator")) return /^(inner_attribute_item|attribute_item|file_annotation)$/.test(name);
  return name === "declare_statement" || isStringStatement(tree, node);
}

/** Python's docstring of a module, `"use strict";`. */
function isStringStatement(tree: SyntaxTree, node: number): boolean {
  const string = node + 1;
  if (string >= tree.last[node]! || !playsRole(tree, string, "string")) return false;
  return tree.last[string]! >= tree.last[node]! || /^;?$/.test(tree.text.slice(tree.end[string], tree.end[node]));
}

/**
 * The lines that hold header pieces and nothing else. Blank lines between and behind pieces go with them, so that
 * what is left begins with code.
 */
function wholeLines(text: string, pieces: readonly Range[]): Range[] {
  const ranges: Range[] = [];
  for (const [start, end] of joinPieces(text, pieces)) {
    const from = lineStartIfBlank(text, start);
    const to = lineEndIfBlank(text, end);
    const first = from >= 0 ? from : nextLine(text, start);
    const last = to >= 0 ? to : text.lastIndexOf("\n", end - 1) + 1;
    if (first < last) ranges.push([first, last]);
  }
  return ranges;
}

/** Joins pieces with only blanks and semicolons between them. */
function joinPieces(text: string, pieces: readonly Range[]): Range[] {
  const joined: [number, number][] = [];
  for (const [start, end] of pieces) {
    const previous = joined.at(-1);
    if (previous && /^[\s;]*$/.test(text.slice(previous[1], start))) previous[1] = Math.max(previous[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** The start of the line of `at`, or -1 where something else stands before `at`. */
function lineStartIfBlank(text: string, at: number): number {
  let start = at;
  while (start > 0 && text[start - 1] !== "\n") {
    start--;
    if (text[start]!.trim() !== "") return -1;
  }
  return start;
}

/** Behind the line end and the blank lines that follow `at`, or -1 where something else stands on its line. */
function lineEndIfBlank(text: string, at: number): number {
  let lineEnd = text[at - 1] === "\n" ? at : -1;
  for (let end = at; ; end++) {
    if (end >= text.length) return end;
    if (text[end] === "\n") lineEnd = end + 1;
    else if (text[end]!.trim() !== "" && (text[end] !== ";" || lineEnd >= 0)) return lineEnd;
  }
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline + 1;
}
