import type { Anatomy } from "./anatomy.ts";
import { findToken } from "./code-facts/position.ts";
import { readSignature } from "./code-facts/signature.ts";
import type { Detection } from "./detection.ts";
import type { FunctionVerdict, FunctionVerdicts } from "./evidence.ts";
import { playsRole, type SyntaxTree } from "./syntax-tree.ts";

/** Of a file with more, the longest are judged: each costs as much as a file of its length. */
const mostFunctions = 60;
const leastRate = 0.001;

/** A function on its own, with what stands right above it and documents it. Offsets are into the text. */
interface OwnFunction {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Judges each named function by itself. The accepted rate of false accusations is shared out among them (Bonferroni), down
 * to {@link leastRate}: fifty chances to accuse a person's file must not be fifty times as dangerous as one.
 * @param falsePositiveRate of the file, 0.001 to 0.2
 */
export async function judgeFunctions(
  anatomy: Anatomy,
  falsePositiveRate: number,
  judgeText: (text: string, falsePositiveRate: number) => Promise<Detection>,
): Promise<Omit<FunctionVerdicts, "checkpoint">> {
  const found = findFunctions(anatomy);
  const longest = new Set(found.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, mostFunctions));
  const rate = Math.max(leastRate, falsePositiveRate / Math.max(1, longest.size));
  const functions: FunctionVerdict[] = [];
  for (const one of found) {
    if (!longest.has(one)) {
      functions.push({ ...one, ...leftOut });
      continue;
    }
    const { verdict, probability, falseAlarmRate, reason } = await judgeText(cutOut(anatomy.text, one), rate);
    functions.push({ ...one, verdict, probability, falseAlarmRate, reason });
  }
  return { falsePositiveRate: rate, functions, leftOut: found.length - longest.size };
}

const lengthOf = ({ start, end }: OwnFunction): number => end - start;

const leftOut = {
  verdict: "uncertain",
  probability: null,
  falseAlarmRate: null,
  reason: `not judged: only the ${mostFunctions} longest functions of a file are judged one by one`,
} as const;

/** Named functions and methods, also those that are named by what they are assigned to; not those inside others. */
function findFunctions(anatomy: Anatomy): OwnFunction[] {
  const { tree, inHeader } = anatomy;
  const found: OwnFunction[] = [];
  for (let node = 1; node < tree.size;) {
    const own = inHeader[node] || !tree.named[node] ? undefined : asFunction(anatomy, node);
    if (own === undefined) {
      node++;
      continue;
    }
    found.push(own);
    node = tree.last[node]!;
  }
  return found;
}

function asFunction(anatomy: Anatomy, node: number): OwnFunction | undefined {
  const { tree, text } = anatomy;
  const isFunction = playsRole(tree, node, "function");
  if (!isFunction && !(playsRole(tree, node, "lambda") && spansLines(tree, node))) return undefined;
  const name = isFunction ? nameOf(anatomy, node) : nameOfAssigned(anatomy, node);
  if (name === "") return undefined;
  const whole = isFunction ? outermost(tree, node) : tree.parent[node]!;
  return { name, start: startWithComments(anatomy, tree.start[whole]!), end: trimmedEnd(text, tree.end[whole]!) };
}

function nameOf({ tokens, tree }: Anatomy, node: number): string {
  const first = findToken(tokens, tree.start[node]!);
  const last = findToken(tokens, tree.end[node]!);
  return readSignature(tokens, first, last, true, tree.language.id).name;
}

/** `public static readonly`, and one word behind them. */
const mostModifiers = 4;

/** `const name = () => …`, `name: function () …`: the first word of what the function is a part of. */
function nameOfAssigned({ tokens, tree }: Anatomy, node: number): string {
  const parent = tree.parent[node]!;
  const kind = tree.kindNames[tree.kind[parent]!]!;
  const isNaming =
    playsRole(tree, parent, "declaration") || playsRole(tree, parent, "assignment") || /declarator|pair/.test(kind);
  if (!isNaming || tree.start[parent] === tree.start[node]) return "";
  const from = findToken(tokens, tree.start[parent]!);
  const first = tokens.slice(from, from + mostModifiers).find((token) => token.kind !== "keyword");
  return first?.kind === "identifier" && first.end <= tree.start[node]! ? first.text : "";
}

const wrappers = /^(decorated_definition|template_declaration|export_statement)$/;

/** With decorators, template lines and `export`. */
function outermost(tree: SyntaxTree, node: number): number {
  const parent = tree.parent[node]!;
  return wrappers.test(tree.kindNames[tree.kind[parent]!]!) ? outermost(tree, parent) : node;
}

/** Comments that end on the line above belong to what they stand over. */
function startWithComments({ comments, text }: Anatomy, from: number): number {
  let start = from;
  for (const comment of comments.toReversed())
    if (comment.end <= start && !comment.isTrailing && /^[^\S\n]*\n[^\S\n]*$/.test(text.slice(comment.end, start)))
      start = comment.start;
    else if (comment.end < start) break;
  return start;
}

/** Whole lines, without the indentation that all of them share. */
function cutOut(text: string, { start, end }: OwnFunction): string {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const indent = /^[^\S\n]*/.exec(text.slice(lineStart, start))![0];
  const lines = text.slice(lineStart, end).split("\n");
  return `${lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join("\n")}\n`;
}

const fewestLines = 3;

const spansLines = (tree: SyntaxTree, node: number): boolean =>
  tree.text.slice(tree.start[node], tree.end[node]).split("\n", fewestLines).length === fewestLines;

const trimmedEnd = (text: string, end: number): number => text.slice(0, end).trimEnd().length;
