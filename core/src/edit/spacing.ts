import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import type { Piece } from "./pieces.ts";

const operators = /^(?![!~]$)([-+*/%<>=!&|^?:~@]+|:=)$/;
const arrowLanguages: ReadonlySet<string> = new Set(["java", "kotlin", "rust", "python"]);
/** `f(a=1)` in Python, and attributes of elements, are written without blanks. */
const tightAssignments: ReadonlySet<string> = new Set(["keyword_argument", "default_parameter", "jsx_attribute"]);
const pairs =
  /^(pair|type_annotation|typed_(default_)?parameter|parameter|class_parameter|variable_declaration|keyed_element|field_initializer|field_declaration|let_declaration)$/;
const wordsBeforeBracket: ReadonlySet<string> = new Set(
  "if elseif for foreach while switch catch when match using lock".split(" "),
);
const clauses: ReadonlySet<string> = new Set(["else", "elseif", "catch", "finally", "while"]);

/**
 * What stands between two pieces of a line: one blank or none. Blanks come and go only where no two tokens can become one or be read
 * otherwise: at brackets, commas, binary operators, and braces of blocks. Elsewhere there is one blank where there were some.
 */
export function spaceBetween(tree: SyntaxTree, left: Piece, right: Piece): string {
  const kept = left.end < right.start ? " " : "";
  if (left.kind === "comment" || right.kind === "comment") return " ";
  if (left.kind === "prose" || right.kind === "prose" || left.kind === "raw" || right.kind === "raw") return kept;
  const [before, after] = [bareText(tree, left), bareText(tree, right)];
  if (before === "(" || (before === "[" && after !== "[")) return "";
  if (after === ")" || after === "]") return before === "]" && after === "]" ? kept : "";
  if (after === ",") return "";
  if (after === ";") return before === "{" ? kept : "";
  if (before === "," || before === ";") return " ";
  if (before === ":" && isPairColon(tree, left)) return " ";
  if (after === ":" && isPairColon(tree, right)) return "";
  if (isBinaryOperator(tree, left, before) || isBinaryOperator(tree, right, after)) return " ";
  if (before === "{" && opensBlock(tree, left)) return after === "}" ? "" : " ";
  if (after === "}" && playsRole(tree, tree.parent[right.node]!, "block")) return " ";
  if (after === "{" && opensBlock(tree, right)) return " ";
  if (after === "(" && wordsBeforeBracket.has(before)) return " ";
  if (before === "}" && clauses.has(after)) return " ";
  return kept;
}

/** The colon of `key: value` and `name: Type`. */
const isPairColon = ({ parent, kindNames, kind }: SyntaxTree, { node }: Piece): boolean =>
  pairs.test(kindNames[kind[parent[node]!]!]!);

/** The text of a keyword or sign; nothing for names and literals. */
function bareText({ text, named }: SyntaxTree, { start, end, node, kind }: Piece): string {
  return kind === "token" && !named[node] ? text.slice(start, Math.min(end, start + 12)) : "";
}

/** An operator between two operands, not a sign before one. */
export function isBinaryOperator(tree: SyntaxTree, piece: Piece, text: string): boolean {
  if (text === "=>") return true;
  const parent = tree.parent[piece.node]!;
  const isBetween = tree.start[parent]! < piece.start && tree.end[parent]! > piece.end;
  if (!isBetween) return false;
  if (text === "->") return arrowLanguages.has(tree.language.id);
  const kind = tree.kindNames[tree.kind[parent]!]!;
  if (text === "=" || text === ":=") return !tightAssignments.has(kind);
  if (!operators.test(text)) return false;
  return (["binary", "logical", "assignment", "ternary"] as const).some((role) => playsRole(tree, parent, role));
}

/** The brace of a body, not of a list, an object or an initialiser. */
export function opensBlock(tree: SyntaxTree, { node, start }: Piece): boolean {
  const holder = tree.parent[node]!;
  if (playsRole(tree, holder, "block")) return true;
  const owner = tree.start[holder] === start ? tree.parent[holder]! : holder;
  const kind = tree.kindNames[tree.kind[holder]!]!;
  if (kind === "accessor_list") return true;
  if (/^(lambda_literal|initializer_list|object|jsx_expression|array|hash)/.test(kind)) return false;
  return (
    owner !== 0 && (["class", "function", "switch", "package"] as const).some((role) => playsRole(tree, owner, role))
  );
}
