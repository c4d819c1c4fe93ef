import type { Edit } from "../edit.ts";
import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import { layLines, type LaidLine } from "./laid-lines.ts";
import { findPieces } from "./pieces.ts";

/** A function on lines of its own with the comments and attributes right above it. */
interface OwnLines {
  readonly name: string;
  /** Whole lines: offset of the first, and behind the last. */
  readonly start: number;
  readonly end: number;
  readonly parent: number;
}

/** Languages in which a name must be declared above its use. */
const needsOrder: ReadonlySet<string> = new Set(["c", "cpp", "python"]);

/** Swaps neighbouring functions and methods, two by two, where neither names the other in a language in which that matters. */
export const reorderFunctions: Edit = {
  id: "reorder-functions",
  describe: "neighbouring functions swapped",
  apply: ({ tree }) => {
    const functions = findFunctions(tree);
    let text = "";
    let at = 0;
    for (let first = 0; first + 1 < functions.length; first++) {
      const [one, other] = [functions[first]!, functions[first + 1]!];
      if (one.start < at || !areIndependent(tree, one, other)) continue;
      const between = tree.text.slice(one.end, other.start);
      text +=
        tree.text.slice(at, one.start) +
        tree.text.slice(other.start, other.end) +
        between +
        tree.text.slice(one.start, one.end);
      at = other.end;
      first++;
    }
    return text + tree.text.slice(at);
  },
};

function areIndependent(tree: SyntaxTree, one: OwnLines, other: OwnLines): boolean {
  if (one.parent !== other.parent || one.end > other.start || one.name === other.name) return false;
  if (tree.text.slice(one.end, other.start).trim() !== "") return false;
  // The last line of a file may lack its line end.
  if (tree.text[other.end - 1] !== "\n") return false;
  if (!needsOrder.has(tree.language.id) || isInClass(tree, one.parent)) return true;
  return (
    !mentions(tree.text.slice(other.start, other.end), one.name) &&
    !mentions(tree.text.slice(one.start, one.end), other.name)
  );
}

function isInClass(tree: SyntaxTree, node: number): boolean {
  for (let around = node; around !== 0; around = tree.parent[around]!) {
    if (playsRole(tree, around, "class")) return true;
    if (playsRole(tree, around, "function")) return false;
  }
  return false;
}

const mentions = (text: string, name: string): boolean => text.match(/[\w$]+/g)?.includes(name) ?? false;

function findFunctions(tree: SyntaxTree): OwnLines[] {
  const lines = layLines(tree.text, findPieces(tree));
  const found: OwnLines[] = [];
  for (let node = 1; node < tree.size; node++) {
    if (!playsRole(tree, node, "function")) continue;
    const isDecorated = tree.kindNames[tree.kind[tree.parent[node]!]!] === "decorated_definition";
    // A Python decorator can name the property above it.
    if (isDecorated) continue;
    const own = ownLines(tree, node, lines);
    if (own) found.push(own);
  }
  return found;
}

function ownLines(tree: SyntaxTree, node: number, lines: readonly LaidLine[]): OwnLines | undefined {
  const [from, to] = [tree.start[node]!, tree.end[node]!];
  let first = lineAt(lines, from);
  const last = lineAt(lines, to - 1);
  if (lines[first]!.inside || lines[first]!.pieces[0]?.start !== from) return undefined;
  if (lines[last]!.pieces.some(({ start, kind }) => start >= to && kind !== "comment")) return undefined;
  // Comments and attributes that stand right above belong to it.
  while (first > 0 && isAttached(tree, lines[first - 1]!)) first--;
  if (lines[first]!.inside) return undefined;
  return {
    name: nameOf(tree, node),
    start: lines[first]!.start,
    end: Math.min(tree.text.length, lines[last]!.end + 1),
    parent: tree.parent[node]!,
  };
}

/** The first name before a bracket: types of results and receivers stand before it without one. */
function nameOf(tree: SyntaxTree, node: number): string {
  let name = "";
  for (let leaf = node; leaf < tree.last[node]!; leaf++) {
    if (tree.last[leaf] !== leaf + 1) continue;
    if (name !== "" && /[(<[]/.test(tree.text[tree.start[leaf]!]!)) break;
    name = playsRole(tree, leaf, "identifier") ? tree.text.slice(tree.start[leaf], tree.end[leaf]) : "";
  }
  return name;
}

function isAttached(tree: SyntaxTree, { pieces, inside }: LaidLine): boolean {
  if (inside) return inside.kind === "comment" && pieces.every(({ kind }) => kind === "comment");
  if (pieces.length === 0) return false;
  return pieces.every(({ kind, node }) => kind === "comment" || isAttribute(tree, node));
}

function isAttribute(tree: SyntaxTree, piece: number): boolean {
  for (let node = piece; node !== 0; node = tree.parent[node]!) {
    if (playsRole(tree, node, "decorator")) return true;
    if (playsRole(tree, node, "statement") || playsRole(tree, node, "function") || playsRole(tree, node, "class"))
      return false;
  }
  return false;
}

function lineAt(lines: readonly LaidLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
