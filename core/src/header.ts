import { playsRole, type SyntaxTree } from "./syntax-tree.ts";

/** What stands before the code proper: see {@link findHeader}. */
export interface Header {
  /** 1 for every node of the header, descendants among them. */
  readonly inHeader: Uint8Array;
  /** Sorted, disjoint text ranges of whole lines, end exclusive (the line end is inside). */
  readonly ranges: readonly (readonly [number, number])[];
}

const licenceWords = /copyright|\(c\)|©|licen[sc]e|spdx|all rights reserved|redistribut|warrant/i;

/**
 * Finds licence comments, `#!` lines, open tags, and the package and import lines among the leading statements
 * of a file. Data sets cut these lines on one side only (`shared/data/AUDIT.md`, point 3), and a licence
 * names the project: neither says who wrote the code.
 */
export function findHeader(tree: SyntaxTree): Header {
  const inHeader = new Uint8Array(tree.size);
  const ranges: [number, number][] = [];
  for (let node = 1; node < tree.size; node = tree.last[node]!) {
    if (isHeaderNode(tree, node)) {
      inHeader.fill(1, node, tree.last[node]!);
      addLines(ranges, tree.text, tree.start[node]!, tree.end[node]!);
    } else if (!playsRole(tree, node, "comment") && !isDocStatement(tree, node)) break;
  }
  return { inHeader, ranges };
}

function isHeaderNode(tree: SyntaxTree, node: number): boolean {
  if (playsRole(tree, node, "import") || playsRole(tree, node, "package"))
    return !hasBlock(tree, node);
  const text = tree.text.slice(
    tree.start[node]!,
    Math.min(tree.end[node]!, tree.start[node]! + 3000),
  );
  if (playsRole(tree, node, "comment"))
    return licenceWords.test(text) || text.startsWith("#!") || /coding[:=]/.test(text.slice(0, 40));
  if (text.startsWith("#!") || /^<\?(php)?\s*$/.test(text)) return true;
  const name = tree.kindNames[tree.kind[node]!]!;
  return playsRole(tree, node, "preprocessor") && /include|using|import/.test(name);
}

/** A namespace with a body is the code itself, not a line of the header. */
function hasBlock(tree: SyntaxTree, node: number): boolean {
  for (let inner = node + 1; inner < tree.last[node]!; inner++)
    if (
      tree.text[tree.start[inner]!] === "{" &&
      tree.end[inner]! - tree.start[inner]! > 1 &&
      playsRole(tree, inner, "block")
    )
      return true;
  return false;
}

function isDocStatement(tree: SyntaxTree, node: number): boolean {
  return (
    tree.kindNames[tree.kind[node]!] === "expression_statement" &&
    /^[rRuU]?("""|'''|"|')/.test(tree.text.slice(tree.start[node]!, tree.start[node]! + 4))
  );
}

function addLines(ranges: [number, number][], text: string, start: number, end: number): void {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", Math.max(start, end - 1));
  const to = newline < 0 ? text.length : newline + 1;
  const previous = ranges.at(-1);
  if (previous && from <= previous[1]) previous[1] = Math.max(previous[1], to);
  else ranges.push([from, to]);
}
