import type { Language as GrammarModule, Parser, TreeCursor } from "web-tree-sitter";
import { roles, type Language, type Role } from "./language.ts";
import { applyRules, compileRules, type CompiledRules, type Kinds } from "./role-rules.ts";

/** A loaded grammar with its node types and the language's rules looked up once. */
export interface Grammar {
  readonly module: GrammarModule;
  readonly kinds: Kinds;
  readonly rules: CompiledRules;
}

/**
 * A parsed file as plain numbers: nodes in pre-order, one entry per array. It holds no memory of the
 * parser, so nothing has to be freed and it can cross threads.
 */
export interface SyntaxTree {
  readonly text: string;
  readonly language: Language;
  /**
   * Node type names by kind id. A type whose roles the language's rules corrected for some of its nodes stands there
   * again under a further id.
   */
  readonly kindNames: readonly string[];
  /** Two 32-bit masks per kind id; see {@link playsRole}. */
  readonly roleBits: Uint32Array;
  /** Number of nodes. */
  readonly size: number;
  readonly kind: Uint16Array;
  /** UTF-16 offsets into `text`, end exclusive. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly depth: Uint16Array;
  /** Index of the parent; the root has itself. */
  readonly parent: Uint32Array;
  /** Index after the last descendant, so the subtree of i is the range [i, last[i]). */
  readonly last: Uint32Array;
  /** 1 when the grammar names the node (`if_statement`), 0 for bare tokens (`if`, `{`). */
  readonly named: Uint8Array;
  /** Nodes that the parser could not read or had to make up. */
  readonly errorCount: number;
}

/** What the parser calls a stretch that it could not read; the grammar has no id of its own for it. */
const errorName = "ERROR";
const errorTypeId = 65535;

/** Builds the lookup tables of a grammar for a language. */
export function createGrammar(module: GrammarModule, language: Language): Grammar {
  const names = Array.from({ length: module.nodeTypeCount }, (_, id) => module.nodeTypeForId(id) ?? "");
  names.push(errorName);
  const ids = new Map<string, number[]>();
  const namedIds: number[] = [];
  for (const [id, name] of names.entries()) {
    const isNamed = id === module.nodeTypeCount || module.nodeTypeIsNamed(id);
    if (isNamed) namedIds.push(id);
    const type = isNamed ? name : `"${name}"`;
    ids.set(type, [...(ids.get(type) ?? []), id]);
  }
  const kindIds = (type: string) => ids.get(type) ?? [];
  const roleBits = new Uint32Array(names.length * 2);
  for (const [bit, role] of roles.entries())
    for (const id of (language.roles[role] ?? []).flatMap(kindIds)) roleBits[id * 2 + (bit >> 5)]! |= 1 << (bit & 31);
  const kinds = { names, roleBits };
  return { module, kinds, rules: compileRules(language, kinds, kindIds, namedIds) };
}

const roleIndex = new Map(roles.map((role, index) => [role, index]));

/** Whether node `index` plays `role`. */
export function playsRole(tree: SyntaxTree, index: number, role: Role): boolean {
  const bit = roleIndex.get(role)!;
  return ((tree.roleBits[tree.kind[index]! * 2 + (bit >> 5)]! >>> (bit & 31)) & 1) === 1;
}

/**
 * Parses text into a {@link SyntaxTree}. Text that is not valid code still gives a tree, with `errorCount` > 0.
 * The parser's own tree is freed before this returns.
 */
export function parse(text: string, language: Language, grammar: Grammar, parser: Parser): SyntaxTree {
  parser.setLanguage(grammar.module);
  const parsed = parser.parse(text);
  if (!parsed) throw new Error(`The ${language.name} parser gave no tree for a text of ${text.length} characters.`);
  const cursor = parsed.walk();
  try {
    const nodes = flatten(cursor, grammar.kinds.names.length - 1);
    const kinds = applyRules(text, nodes, grammar.kinds, grammar.rules);
    return { text, language, kindNames: kinds.names, roleBits: kinds.roleBits, ...nodes };
  } finally {
    cursor.delete();
    parsed.delete();
  }
}

/** Walks without recursion: 10,000 levels of nesting must not overflow the stack. */
function flatten(cursor: TreeCursor, errorKind: number) {
  const nodes = new NodeColumns(1024);
  let errorCount = 0;
  let depth = 0;
  let parent = 0;
  for (;;) {
    const isError = cursor.nodeTypeId === errorTypeId;
    const index = nodes.push(cursor, isError ? errorKind : cursor.nodeTypeId, Math.min(depth, 65535), parent);
    if (isError || cursor.nodeIsMissing) errorCount++;
    if (cursor.gotoFirstChild()) {
      parent = index;
      depth++;
      continue;
    }
    nodes.last[index] = index + 1;
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return { ...nodes.trim(), errorCount };
      nodes.last[parent] = nodes.size;
      parent = nodes.parent[parent]!;
      depth--;
    }
  }
}

/** Growing typed columns. */
class NodeColumns {
  size = 0;
  kind: Uint16Array;
  start: Uint32Array;
  end: Uint32Array;
  depth: Uint16Array;
  parent: Uint32Array;
  last: Uint32Array;
  named: Uint8Array;

  constructor(capacity: number) {
    this.kind = new Uint16Array(capacity);
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
    this.depth = new Uint16Array(capacity);
    this.parent = new Uint32Array(capacity);
    this.last = new Uint32Array(capacity);
    this.named = new Uint8Array(capacity);
  }

  push(cursor: TreeCursor, kind: number, depth: number, parent: number): number {
    if (this.size === this.kind.length) this.#grow();
    const index = this.size++;
    this.kind[index] = kind;
    this.start[index] = cursor.startIndex;
    this.end[index] = cursor.endIndex;
    this.depth[index] = depth;
    this.parent[index] = parent;
    this.named[index] = cursor.nodeIsNamed ? 1 : 0;
    return index;
  }

  #grow(): void {
    const wider = new NodeColumns(this.kind.length * 2);
    for (const column of columns) wider[column].set(this[column]);
    for (const column of columns) Object.assign(this, { [column]: wider[column] });
  }

  trim() {
    const cut = <T extends { slice(start: number, end: number): T }>(column: T): T => column.slice(0, this.size);
    return {
      size: this.size,
      kind: cut(this.kind),
      start: cut(this.start),
      end: cut(this.end),
      depth: cut(this.depth),
      parent: cut(this.parent),
      last: cut(this.last),
      named: cut(this.named),
    };
  }
}

const columns = ["kind", "start", "end", "depth", "parent", "last", "named"] as const;
