import type { SyntaxTree } from "../syntax-tree.ts";

/** A place of {@link NameRules} taken apart: the nodes around a name, innermost first. */
export interface Place {
  readonly position: string;
  readonly around: readonly { readonly kind: string; readonly position: string }[];
}

export function parsePlace(text: string): Place {
  const parts = text.split(" ");
  const around = parts.slice(0, -1).map((part) => {
    const colon = part.indexOf(":");
    return colon < 0 ? { kind: part, position: "*" } : { kind: part.slice(0, colon), position: part.slice(colon + 1) };
  });
  return { position: parts.at(-1)!, around: around.toReversed() };
}

/** Whether the node stands at the place. */
export function standsAt(tree: SyntaxTree, node: number, { position, around }: Place): boolean {
  if (!hasPosition(tree, node, position)) return false;
  let at = node;
  for (const step of around) {
    at = tree.parent[at]!;
    if (tree.kindNames[tree.kind[at]!] !== step.kind || !hasPosition(tree, at, step.position)) return false;
  }
  return true;
}

function hasPosition(tree: SyntaxTree, node: number, position: string): boolean {
  if (position === "*") return true;
  const parent = tree.parent[node]!;
  const next = tree.last[node]!;
  if (position.startsWith("before=")) {
    const wanted = position.slice("before=".length);
    return next < tree.last[parent]! && tree.text.slice(tree.start[next], tree.end[next]) === wanted;
  }
  const siblings = namedParts(tree, parent);
  switch (position) {
    case "first":
      return siblings[0] === node;
    case "last":
      return siblings.at(-1) === node;
    case "later":
      return siblings[0] !== node;
    case "name":
      return lastNameBeforeValue(tree, parent) === node;
    default: {
      const wanted = position.slice("after=".length);
      return (
        position.startsWith("after=") && tree.text.slice(tree.start[node]! - wanted.length, tree.start[node]) === wanted
      );
    }
  }
}

function namedParts(tree: SyntaxTree, parent: number): number[] {
  const parts: number[] = [];
  for (let child = parent + 1; child < tree.last[parent]!; child = tree.last[child]!)
    if (tree.named[child]) parts.push(child);
  return parts;
}

function lastNameBeforeValue(tree: SyntaxTree, parent: number): number {
  let name = -1;
  for (let child = parent + 1; child < tree.last[parent]!; child = tree.last[child]!) {
    if (tree.text[tree.start[child]!] === "=" && !tree.named[child]) break;
    if (tree.named[child] && tree.last[child] === child + 1 && /identifier/.test(tree.kindNames[tree.kind[child]!]!))
      name = child;
  }
  return name;
}
