import type { SyntaxTree } from "../syntax-tree.ts";
import { layLines, type LaidLine } from "./laid-lines.ts";
import { findPieces, type Piece } from "./pieces.ts";

/** Writes the margin of every line anew from its columns. Lines inside strings and other fixed text stay. */
export function writeMargins(
  tree: SyntaxTree,
  marginOf: (columns: number, lines: readonly LaidLine[]) => string,
): string {
  const lines = layLines(tree.text, findPieces(tree));
  let text = "";
  for (const line of lines) {
    const from = isFixed(line.inside ?? line.pieces[0], line.inside !== undefined)
      ? line.start
      : endOfMargin(tree.text, line.start);
    text += from > line.start ? marginOf(line.indent, lines) : "";
    text += tree.text.slice(from, line.end + 1);
  }
  return text;
}

/**
 * Columns of one level: the smallest of the usual steps to a deeper line, or, where indentation carries meaning, the greatest common divisor of
 * all margins, so that no margin is left between two levels.
 */
export function measureUnit(lines: readonly LaidLine[], indentationMatters: boolean): number {
  const margins = lines
    .filter(({ inside, pieces }) => !inside && pieces[0] && pieces[0].kind !== "comment")
    .map(({ indent }) => indent);
  if (indentationMatters) return margins.reduce(greatestDivisor, 0) || 4;
  const counts = new Map<number, number>();
  for (const [at, margin] of margins.entries()) {
    const step = margin - (margins[at - 1] ?? 0);
    if (step >= 2 && step <= 8) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const often = Math.max(...counts.values()) / 4;
  const usual = [...counts].filter(([, count]) => count >= often).map(([step]) => step);
  return usual.length === 0 ? 4 : Math.min(...usual);
}

const greatestDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestDivisor(other, one % other);

function isFixed(piece: Piece | undefined, goesOn: boolean): boolean {
  if (piece?.kind === "raw") return true;
  return goesOn && piece !== undefined && (piece.kind === "fixed" || piece.kind === "directive");
}

function endOfMargin(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}
