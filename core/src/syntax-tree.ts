import type { Language as GrammarModule, Parser } from "web-tree-sitter";
import { roles, type Language, type Role } from "./language.ts";
import { flatten } from "./syntax-tree/flatten.ts";
import { takeOffShell } from "./syntax-tree/member-shell.ts";
import type { NodeColumns } from "./syntax-tree/node-columns.ts";
import { applyRules, compileRules, type CompiledRules, type Kinds } from "./syntax-tree/role-rules.ts";

/** A loaded grammar with its node types and the language's rules looked up once. */
export interface Grammar {
  readonly module: GrammarModule;
  readonly kinds: Kinds;
  /** 1 for the kinds that the grammar names; its last entry stands for stretches that could not be read. */
  readonly isNamed: Uint8Array;
  readonly rules: CompiledRules;
}

/**
 * A parsed file as plain numbers: nodes in pre-order, one entry per array. It holds no memory of the
 * parser, so nothing has to be freed and it can cross threads.
 */
export interface SyntaxTree extends NodeColumns {
  readonly text: string;
  readonly language: Language;
  /**
   * Node type names by kind id. A type whose roles the language's rules corrected for some of its nodes stands there
   * again under a further id.
   */
  readonly kindNames: readonly string[];
  /** Two 32-bit masks per kind id; see {@link playsRole}. */
  readonly roleBits: Uint32Array;
}

/** What the parser calls a stretch that it could not read; the grammar has no id of its own for it. */
const errorName = "ERROR";

/** Builds the lookup tables of a grammar for a language. */
export function createGrammar(module: GrammarModule, language: Language): Grammar {
  const names = Array.from({ length: module.nodeTypeCount }, (_, id) => module.nodeTypeForId(id) ?? "");
  const isNamed = Uint8Array.from([...names.map((_, id) => (module.nodeTypeIsNamed(id) ? 1 : 0)), 1]);
  names.push(errorName);
  const ids = new Map<string, number[]>();
  for (const [id, name] of names.entries()) {
    const type = isNamed[id] ? name : `"${name}"`;
    ids.set(type, [...(ids.get(type) ?? []), id]);
  }
  const kindIds = (type: string) => ids.get(type) ?? [];
  const roleBits = new Uint32Array(names.length * 2);
  for (const [bit, role] of roles.entries())
    for (const id of (language.roles[role] ?? []).flatMap(kindIds)) roleBits[id * 2 + (bit >> 5)]! |= 1 << (bit & 31);
  const kinds = { names, roleBits };
  return { module, kinds, isNamed, rules: compileRules(language, kinds, kindIds, isNamed) };
}

const roleIndex = new Map(roles.map((role, index) => [role, index]));

/** Whether node `index` plays `role`. */
export function playsRole(tree: SyntaxTree, index: number, role: Role): boolean {
  const bit = roleIndex.get(role)!;
  return ((tree.roleBits[tree.kind[index]! * 2 + (bit >> 5)]! >>> (bit & 31)) & 1) === 1;
}

/** The parser was stopped: the text is too deeply broken or too ambiguous to be read in reasonable time. */
export class ParseAbandonedError extends Error {
  override readonly name = "ParseAbandonedError";

  constructor(languageName: string, length: number) {
    super(
      `The ${languageName} parser gave up on a text of ${length} characters: it is too ambiguous or too broken. ` +
        `Check that it is ${languageName}, or leave it out.`,
    );
  }
}

/** Tells the parser to stop; asked again and again while it works. */
export type ShouldStop = () => boolean;

/**
 * Parses text into a {@link SyntaxTree}. Text that is not valid code still gives a tree, with `errorCount` > 0; where
 * it reads better as a member of a class (a method without its class), it is read so.
 * The parser's own tree is freed before this returns.
 * @throws ParseAbandonedError when `shouldStop` said so
 */
export function parse(
  text: string,
  language: Language,
  grammar: Grammar,
  parser: Parser,
  shouldStop: ShouldStop = () => false,
): SyntaxTree {
  const read = (source: string) => readNodes(source, language, grammar, parser, shouldStop);
  let { nodes, kinds } = read(text);
  if (nodes.errorCount > 0 && language.memberShell) {
    const [before, after] = language.memberShell;
    const inShell = read(`${before}${text}${after}`);
    const member = takeOffShell(inShell.nodes, before.length, before.length + text.length);
    if (member && member.errorCount < nodes.errorCount) {
      nodes = member;
      kinds = inShell.kinds;
    }
  }
  return { text, language, kindNames: kinds.names, roleBits: kinds.roleBits, ...nodes };
}

function readNodes(
  text: string,
  language: Language,
  grammar: Grammar,
  parser: Parser,
  shouldStop: ShouldStop,
): { readonly nodes: NodeColumns; readonly kinds: Kinds } {
  parser.setLanguage(grammar.module);
  const parsed = parser.parse(text, null, { progressCallback: shouldStop });
  if (!parsed) {
    // Otherwise the next text would be read as the rest of this one.
    parser.reset();
    throw new ParseAbandonedError(language.name, text.length);
  }
  const cursor = parsed.walk();
  try {
    const nodes = flatten(cursor, grammar.isNamed);
    return { nodes, kinds: applyRules(text, nodes, grammar.kinds, grammar.rules) };
  } finally {
    cursor.delete();
    parsed.delete();
  }
}
