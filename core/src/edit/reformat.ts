import type { Edit } from "../edit.ts";
import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import { countColumns, layLines, type LaidLine } from "./laid-lines.ts";
import { measureNesting } from "./nesting.ts";
import { findPieces, type Piece } from "./pieces.ts";
import { opensBlock, spaceBetween } from "./spacing.ts";

/**
 * Lays code out anew, as far as this cannot change its meaning: lines are indented by nesting, operators and commas get one blank,
 * blank lines at most one, and opening braces and `else` go to the end of the line before. Line breaks stay otherwise.
 */
export const reformat: Edit = {
  id: "reformat",
  describe: "indentation, spaces, blank lines and braces normalised",
  apply: ({ tree }) => {
    const lines = layLines(tree.text, findPieces(tree));
    return writeLines(tree, lines, measureNesting(tree, lines), unitOf(tree.language.id));
  },
};

/** As each language's usual formatter has it; tabs for Go. */
function unitOf(language: string): string {
  if (language === "go") return "\t";
  return ["javascript", "typescript", "ruby"].includes(language) ? "  " : "    ";
}

function writeLines(tree: SyntaxTree, lines: readonly LaidLine[], depth: Int32Array, unit: string): string {
  const written: string[] = [];
  let previous: LaidLine | undefined;
  let move: Move = { shift: 0, column: 0 };
  for (const [at, line] of lines.entries()) {
    const { pieces, inside, indent } = line;
    if (!inside && pieces.length === 0) {
      if (previous && written.at(-1) !== "") written.push("");
      continue;
    }
    const margin = unit.repeat(Math.max(0, depth[at]!));
    const column = countColumns(margin, 0);
    if (!inside) move = { shift: pieces[0]!.kind === "raw" ? 0 : column - indent, column };
    const code = writePieces(tree, pieces, line.end);
    if (inside)
      written.push(goOn(tree.text, line, inside, move, pieces[0] ? spaceBetween(tree, inside, pieces[0]) + code : ""));
    else if (isJoined(tree, line, previous)) joinToLast(written, code);
    else if (pieces[0]!.kind === "raw") written.push(tree.text.slice(line.start, pieces[0]!.start) + code);
    else written.push(margin + code);
    previous = line;
  }
  while (written.at(-1) === "") written.pop();
  return written.length === 0 ? "" : `${written.join("\n")}\n`;
}

/** The pieces that begin on a line, up to its end. */
function writePieces(tree: SyntaxTree, pieces: readonly Piece[], lineEnd: number): string {
  let code = "";
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) code += spaceBetween(tree, pieces[at - 1]!, piece);
    const part = tree.text.slice(piece.start, Math.min(piece.end, lineEnd));
    code += piece.end > lineEnd && piece.kind !== "fixed" && piece.kind !== "raw" ? part.trimEnd() : part;
  }
  return code;
}

/** Columns by which a piece that runs over lines moves, and where its line stands then. */
interface Move {
  readonly shift: number;
  readonly column: number;
}

/** A line inside a piece: as it was in a string, moved with its first line in a comment. */
function goOn(
  text: string,
  { start, end }: LaidLine,
  { end: pieceEnd, kind }: Piece,
  { shift, column }: Move,
  code: string,
): string {
  const part = text.slice(start, Math.min(end, pieceEnd));
  if (kind === "fixed" || kind === "raw" || kind === "directive") return part + code;
  const own = part.trim();
  if (own === "") return code;
  const columns =
    own.startsWith("*") && kind === "comment" ? column + 1 : Math.max(0, countColumns(text, start) + shift);
  return " ".repeat(columns) + own + code;
}

/** Whether the line only goes on with the one before: a brace that opens a body, or `else` behind a closing brace. */
function isJoined(tree: SyntaxTree, { pieces }: LaidLine, previous: LaidLine | undefined): boolean {
  const last = previous?.pieces.at(-1);
  if (last?.kind !== "token" || last.end > previous!.end || tree.named[pieces[0]!.node]) return false;
  const [first, before] = [textOf(tree, pieces[0]!), textOf(tree, last)];
  if (tree.language.indentationMatters || tree.language.id === "ruby") return false;
  if (/^(else|elseif|catch|finally)$/.test(first))
    return before === "}" && previous!.pieces.length === 1 && !previous!.inside && !isEntry(tree, pieces[0]!);
  if (first !== "{" || pieces.length > 1 || /^[;{}:,([]$/.test(before)) return false;
  return opensBlock(tree, pieces[0]!) && !isBareBlock(tree, pieces[0]!);
}

/** A blank line may stand between. */
function joinToLast(written: string[], code: string): void {
  while (written.at(-1) === "") written.pop();
  written.push(`${written.pop()} ${code}`);
}

/** A block that is a statement by itself. */
function isBareBlock(tree: SyntaxTree, { node }: Piece): boolean {
  const around = tree.parent[tree.parent[node]!]!;
  return around === 0 || (["block", "case", "preprocessor"] as const).some((role) => playsRole(tree, around, role));
}

/** `else ->` of Kotlin's `when` is an entry, not a clause. */
function isEntry(tree: SyntaxTree, { node, start }: Piece): boolean {
  for (let around = node; around !== 0 && tree.start[around] === start; around = tree.parent[around]!)
    if (playsRole(tree, around, "case")) return true;
  return false;
}

const textOf = ({ text }: SyntaxTree, { start, end }: Piece): string => text.slice(start, Math.min(end, start + 12));
