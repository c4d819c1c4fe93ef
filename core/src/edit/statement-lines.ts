import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import { layLines, type LaidLine } from "./laid-lines.ts";
import { findPieces } from "./pieces.ts";

/** A line that a statement begins, in a body. */
export interface StatementLine {
  readonly line: LaidLine;
  /** The statement. */
  readonly node: number;
}

/** Lines before which another line can be put: a statement of a block begins there, and the line before is at its end. */
export function findStatementLines(tree: SyntaxTree): StatementLine[] {
  const found: StatementLine[] = [];
  const lines = layLines(tree.text, findPieces(tree));
  for (const line of lines) {
    const first = line.pieces[0];
    if (line.inside || !first || first.kind === "comment" || first.kind === "raw" || first.kind === "directive")
      continue;
    const node = statementAt(tree, first.node, first.start);
    if (node !== undefined) found.push({ line, node });
  }
  return found;
}

/** The outermost node that begins here and stands directly in a block. */
function statementAt(tree: SyntaxTree, piece: number, start: number): number | undefined {
  for (let node = piece; node !== 0 && tree.start[node] === start; node = tree.parent[node]!) {
    const parent = tree.parent[node]!;
    const isInBlock =
      playsRole(tree, parent, "block") || /^(body_statement|statement_list)$/.test(tree.kindNames[tree.kind[parent]!]!);
    if (isInBlock && tree.named[node] && playsRole(tree, node, "statement")) return node;
  }
  return undefined;
}
