import type { Anatomy } from "../anatomy.ts";
import type { SyntaxTree } from "../syntax-tree.ts";
import type { CommentFacts } from "./comment-facts.ts";
import { findBody, startsWithConditional } from "./function-body.ts";
import { lineKind, type LineFacts } from "./line-facts.ts";
import { findLine, findToken } from "./position.ts";
import { createRoleMask, playsAny } from "./role-mask.ts";
import { readSignature, type Signature } from "./signature.ts";

/** A named function, or an unnamed one of three lines and more. */
export interface FunctionFacts extends Signature {
  readonly isNamed: boolean;
  /** Not inside another function of the list. */
  readonly isOuter: boolean;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly codeLines: number;
  readonly commentLines: number;
  /** Range in the token list, end exclusive. */
  readonly firstToken: number;
  readonly lastToken: number;
  /** Places where control flow forks: conditionals, loops, cases, catches, ternaries. Inner functions have their own. */
  readonly decisions: number;
  /** Deepest level of conditionals, loops, switches and try blocks inside each other. */
  readonly nesting: number;
  readonly returns: number;
  readonly statements: number;
  /** Words stand right above it, or a docstring at its top. */
  readonly isDocumented: boolean;
  /** Its first statement is a conditional. */
  readonly startsWithConditional: boolean;
}

const functionMask = createRoleMask("function");
const lambdaMask = createRoleMask("lambda");
const decisionMask = createRoleMask("conditional", "loop", "case", "catch", "ternary");
const nestingMask = createRoleMask("conditional", "loop", "switch", "try");
const conditionalMask = createRoleMask("conditional");
const chainMask = createRoleMask("conditional", "else");
const returnMask = createRoleMask("return");
const statementMask = createRoleMask("statement");

interface Open {
  readonly node: number;
  readonly isNamed: boolean;
  readonly isOuter: boolean;
  readonly base: number;
  decisions: number;
  nesting: number;
  returns: number;
  statements: number;
}

export function createFunctionFacts(anatomy: Anatomy, lines: LineFacts, comments: CommentFacts): FunctionFacts[] {
  const { tree, inHeader } = anatomy;
  const found: Open[] = [];
  const open: Open[] = [];
  const levels: number[] = [];
  for (let node = 1; node < tree.size; node++) {
    if (!tree.named[node] || inHeader[node]) continue;
    while (open.length > 0 && tree.last[open.at(-1)!.node]! <= node) open.pop();
    while (levels.length > 0 && tree.last[levels.at(-1)!]! <= node) levels.pop();
    const isNamed = playsAny(tree, node, functionMask);
    if (isNamed || (playsAny(tree, node, lambdaMask) && spansLines(tree, node, 3))) {
      const one = {
        node,
        isNamed,
        isOuter: open.length === 0,
        base: levels.length,
        decisions: 0,
        nesting: 0,
        returns: 0,
        statements: 0,
      };
      found.push(one);
      open.push(one);
      continue;
    }
    const inside = open.at(-1);
    if (playsAny(tree, node, nestingMask) && !isChained(tree, node)) {
      levels.push(node);
      if (inside) inside.nesting = Math.max(inside.nesting, levels.length - inside.base);
    }
    if (!inside) continue;
    if (playsAny(tree, node, decisionMask)) inside.decisions++;
    if (playsAny(tree, node, returnMask)) inside.returns++;
    if (playsAny(tree, node, statementMask)) inside.statements++;
  }
  const codeBefore = countBefore(lines, lineKind.code);
  const commentBefore = countBefore(lines, lineKind.comment);
  const noteEnds = new Set(comments.prose.filter((note) => !note.isTrailing).map((note) => note.lastLine));
  const docStarts = new Set(comments.docs.map((note) => note.firstLine));
  return found.map((one): FunctionFacts => {
    const firstLine = findLine(lines.lines, tree.start[one.node]!);
    const lastLine = Math.max(firstLine, findLine(lines.lines, tree.end[one.node]! - 1));
    const body = findBody(tree, one.node);
    const firstToken = findToken(anatomy.tokens, tree.start[one.node]!);
    const lastToken = findToken(anatomy.tokens, tree.end[one.node]!);
    return {
      ...readSignature(anatomy.tokens, firstToken, lastToken, one.isNamed, tree.language.id),
      isNamed: one.isNamed,
      isOuter: one.isOuter,
      firstLine,
      lastLine,
      codeLines: codeBefore[lastLine + 1]! - codeBefore[firstLine]!,
      commentLines: commentBefore[lastLine + 1]! - commentBefore[firstLine]!,
      firstToken,
      lastToken,
      decisions: one.decisions,
      nesting: one.nesting,
      returns: one.returns,
      statements: one.statements,
      isDocumented:
        noteEnds.has(lineAbove(lines, firstLine)) ||
        (body > 0 && docStarts.has(findLine(lines.lines, tree.start[body]!))),
      startsWithConditional: body > 0 && startsWithConditional(tree, body),
    };
  });
}

/** `else if` is one more branch of the same conditional, not one level deeper. */
function isChained(tree: SyntaxTree, node: number): boolean {
  return playsAny(tree, node, conditionalMask) && playsAny(tree, tree.parent[node]!, chainMask);
}

function spansLines(tree: SyntaxTree, node: number, wanted: number): boolean {
  let at = tree.start[node]!;
  for (let seen = 1; seen < wanted; seen++) {
    at = tree.text.indexOf("\n", at) + 1;
    if (at === 0 || at >= tree.end[node]!) return false;
  }
  return true;
}

function countBefore({ kinds }: LineFacts, kind: number): Uint32Array {
  const before = new Uint32Array(kinds.length + 2);
  for (let line = 0; line < kinds.length; line++) before[line + 1] = before[line]! + (kinds[line] === kind ? 1 : 0);
  before[kinds.length + 1] = before[kinds.length]!;
  return before;
}

/** The line above a function, past decorators, attributes and template lines. */
function lineAbove({ lines }: LineFacts, firstLine: number): number {
  let line = firstLine - 1;
  while (line >= 0 && line > firstLine - 12 && /^(@|#\[|\[|template\b)/.test(lines[line]!.text)) line--;
  return line;
}
