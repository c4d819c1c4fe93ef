import type { Anatomy, Token } from "../anatomy.ts";
import { playsRole } from "../syntax-tree.ts";
import type { LineFacts } from "./line-facts.ts";

/** Occasions for a blank, and how many of them were taken. */
export interface Habit {
  readonly yes: number;
  readonly no: number;
}

/** Blanks between two tokens of the same line. */
export interface SpacingFacts {
  /** `a, b` against `a,b`. */
  readonly comma: Habit;
  /** `a = b`, `a == b`, `a && b` against the same without blanks. */
  readonly comparison: Habit;
  /** `a + b` against `a+b`. */
  readonly arithmetic: Habit;
  /** `if (a)` against `if(a)`. */
  readonly keywordParenthesis: Habit;
  /** `) {` against `){`. */
  readonly brace: Habit;
  /** `( a )` against `(a)`, square brackets too. */
  readonly inner: Habit;
  /** `{ a }` against `{a}`. */
  readonly innerBrace: Habit;
  /** Two or more blanks between tokens, as in columns, against one. */
  readonly wide: Habit;
}

const comparisons = new Set("= == != === !== <= >= && || += -= *= /= := |= &= %= <<= >>=".split(" "));
const arithmetics = new Set("+ - * / % << >> ^ | & < > //".split(" "));
const openings = new Set(["(", "["]);
const closings = new Set([")", "]"]);

interface Counter {
  yes: number;
  no: number;
}

export function createSpacingFacts(anatomy: Anatomy, { tokenLine }: LineFacts): SpacingFacts {
  const { tokens } = anatomy;
  const habit = (): Counter => ({ yes: 0, no: 0 });
  const facts = {
    comma: habit(),
    comparison: habit(),
    arithmetic: habit(),
    keywordParenthesis: habit(),
    brace: habit(),
    inner: habit(),
    innerBrace: habit(),
    wide: habit(),
  };
  let depth = 0;
  let gapBefore = -1;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const next = tokens[index + 1];
    if (token.text === "(") depth++;
    else if (token.text === ")") depth = Math.max(0, depth - 1);
    const sameLine = next !== undefined && tokenLine[index] === tokenLine[index + 1] && tokenLine[index]! >= 0;
    const gap = sameLine ? blanksBetween(anatomy.text, token, next) : -1;
    if (gap > 0) count(facts.wide, gap > 1);
    if (token.kind === "punctuation" && gapBefore >= 0 && gap >= 0)
      countOperator(anatomy, facts, token, gapBefore, gap, depth);
    if (gap >= 0) countPair(facts, token, next!, gap > 0);
    gapBefore = gap;
  }
  return facts;
}

function count(counter: Counter, yes: boolean): void {
  if (yes) counter.yes++;
  else counter.no++;
}

/** Columns of white space, or -1 when something else (a comment) stands between. A tab counts as two. */
function blanksBetween(text: string, left: Token, right: Token): number {
  let columns = 0;
  for (let at = left.end; at < right.start; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) columns++;
    else if (code === 9) columns += 2;
    else return -1;
  }
  return columns;
}

type Counters = Readonly<Record<keyof SpacingFacts, Counter>>;

function countOperator(
  anatomy: Anatomy,
  facts: Counters,
  token: Token,
  before: number,
  after: number,
  depth: number,
): void {
  if (before > 0 !== after > 0) return;
  // Python writes keyword arguments without blanks: that is another habit (`language.python-keyword-equals`).
  const isKeywordArgument = token.text === "=" && depth > 0;
  if (comparisons.has(token.text) && !isKeywordArgument) count(facts.comparison, before > 0);
  else if (arithmetics.has(token.text) && playsRole(anatomy.tree, anatomy.tree.parent[token.node]!, "binary"))
    count(facts.arithmetic, before > 0);
}

function countPair(facts: Counters, left: Token, right: Token, spaced: boolean): void {
  if (left.text === ",") count(facts.comma, spaced);
  if (left.kind === "keyword" && right.text === "(") count(facts.keywordParenthesis, spaced);
  if (right.text === "{" && (left.text === ")" || left.kind === "keyword")) count(facts.brace, spaced);
  if (openings.has(left.text) !== closings.has(right.text)) {
    if (!isEmptyPair(left, right)) count(facts.inner, spaced);
  }
  if (left.text === "{" ? right.text !== "}" : right.text === "}") count(facts.innerBrace, spaced);
}

function isEmptyPair(left: Token, right: Token): boolean {
  return openings.has(left.text) && closings.has(right.text);
}
