import type { Edit } from "../edit.ts";
import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import { layLines, type LaidLine } from "./laid-lines.ts";
import { measureNesting } from "./nesting.ts";
import { findPieces, type Piece } from "./pieces.ts";
import { isBinaryOperator } from "./spacing.ts";
import { standsInForBody } from "./strip-comments.ts";

/** Drops comments, blank lines, indentation (one blank a level where it carries meaning) and the blanks that no token needs. */
export const minify: Edit = {
  id: "minify",
  describe: "comments, blank lines, indentation and needless spaces removed",
  apply: ({ tree }) => {
    const lines = layLines(tree.text, findPieces(tree));
    const depth = measureNesting(tree, lines);
    const written: string[] = [];
    for (const [at, line] of lines.entries()) {
      const margin = tree.language.indentationMatters ? " ".repeat(Math.max(0, depth[at]!)) : "";
      const text = writeLine(tree, line, margin);
      if (text !== undefined) written.push(text);
    }
    return written.length === 0 ? "" : `${written.join("\n")}\n`;
  },
};

function writeLine(tree: SyntaxTree, { start, end, pieces, inside }: LaidLine, margin: string): string | undefined {
  const own = pieces.filter((piece, at) => !isDropped(tree, piece) && !isSemicolonOfDocstring(tree, pieces, at));
  const goesOn = inside && !isDropped(tree, inside) && inside.kind !== "docstring";
  let line = goesOn
    ? tree.text.slice(start, Math.min(end, inside.end))
    : own[0]?.kind === "raw"
      ? tree.text.slice(start, own[0].start)
      : margin;
  if (goesOn && inside.kind === "prose") line = line.trim();
  if (!goesOn && own.length === 0) return undefined;
  let left = goesOn ? inside : undefined;
  for (const piece of own) {
    if (left) line += neededSpace(tree, left, piece);
    line += piece.kind === "docstring" ? "pass" : tree.text.slice(piece.start, Math.min(piece.end, end));
    left = piece;
  }
  return line;
}

function isDropped(tree: SyntaxTree, { kind, node, start }: Piece): boolean {
  if (kind === "comment") return !(start === 0 && tree.text.startsWith("#!"));
  return kind === "docstring" && !standsInForBody(tree, node);
}

function isSemicolonOfDocstring(tree: SyntaxTree, pieces: readonly Piece[], at: number): boolean {
  const before = pieces[at - 1];
  return before?.kind === "docstring" && isDropped(tree, before) && tree.text[pieces[at]!.start] === ";";
}

const sign = /[-+*/%<>=!&|^?:~@.#$`"'\\]/;
const bracketOrComma = /[(){}[\],;]/;
/** Languages in which a blank before a bracket can change the meaning. */
const spacedCalls: ReadonlySet<string> = new Set(["ruby", "kotlin"]);

/** One blank where two pieces could become one or be read otherwise without it; none elsewhere, and none where there was none. */
function neededSpace(tree: SyntaxTree, left: Piece, right: Piece): string {
  if (left.end === right.start) return "";
  if (left.kind !== "token" && left.kind !== "fixed") return " ";
  if (right.kind !== "token" && right.kind !== "fixed") return right.kind === "docstring" ? "" : " ";
  const [before, after] = [tree.text[left.end - 1]!, tree.text[right.start]!];
  const { id } = tree.language;
  if (/[,;]/.test(before) || /[,;)\]]/.test(after)) return bracketOrComma.test(before + after) ? "" : " ";
  if (id === "ruby" && (sign.test(after) || /[([{]/.test(after) || sign.test(before)))
    return isFreeOperator(tree, left, right, before, after) ? "" : " ";
  if (spacedCalls.has(id) && /[([{]/.test(after)) return " ";
  // `)` and a word, `]` and a sign: what stands behind a bracket can belong to it in macros and types.
  if (/[([{]/.test(before)) return before === "[" && after === "[" ? " " : "";
  if (after === "{" || (before === "}" && !sign.test(after))) return "";
  if (/[([]/.test(after)) return /[\w)\]]/.test(before) && !playsRole(tree, left.node, "string") ? "" : " ";
  return isFreeOperator(tree, left, right, before, after) ? "" : " ";
}

/** A binary operator beside something that is no sign. */
function isFreeOperator(tree: SyntaxTree, left: Piece, right: Piece, before: string, after: string): boolean {
  if (sign.test(before) && sign.test(after)) return false;
  const operator = sign.test(before) ? left : sign.test(after) ? right : undefined;
  if (operator?.kind !== "token") return false;
  const text = tree.text.slice(operator.start, operator.end);
  // `a ? b`, `a < b` and `a * b` can begin something else in one language or another.
  if (!/^([-+/%]?=|==|===|!=|!==|<=|>=|&&|\|\||\+|=>|:=)$/.test(text)) return false;
  return isBinaryOperator(tree, operator, text);
}
