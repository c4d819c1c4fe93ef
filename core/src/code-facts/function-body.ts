import type { SyntaxTree } from "../syntax-tree.ts";
import { createRoleMask, playsAny } from "./role-mask.ts";

const blockMask = createRoleMask("block");
const conditionalMask = createRoleMask("conditional");

/** The block of a function, or -1 when it has none of its own. */
export function findBody(tree: SyntaxTree, node: number): number {
  for (let child = node + 1; child < tree.last[node]!; child = tree.last[child]!)
    if (tree.named[child] && playsAny(tree, child, blockMask)) return child;
  return -1;
}

/** Whether the first statement of a body is a conditional. */
export function startsWithConditional(tree: SyntaxTree, body: number): boolean {
  let node = body + 1;
  // Down through the brace, comments and wrappers to the first statement.
  while (node < tree.last[body]!) {
    if (playsAny(tree, node, conditionalMask)) return true;
    const name = tree.kindNames[tree.kind[node]!] ?? "";
    const isWrapper =
      tree.named[node] &&
      /^(statement|statements|statement_list|expression_statement)$/.test(name) &&
      tree.last[node]! > node + 1;
    const isSkipped = !tree.named[node] || /comment/.test(name) || isDocstring(tree, node);
    if (isWrapper && !isDocstring(tree, node)) node++;
    else if (isSkipped) node = tree.last[node]!;
    else return false;
  }
  return false;
}

function isDocstring(tree: SyntaxTree, node: number): boolean {
  return tree.language.id === "python" && /^[rRuU]?["']/.test(tree.text.slice(tree.start[node], tree.start[node]! + 2));
}
