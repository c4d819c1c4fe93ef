import { roles, type Language, type Role, type RoleRule } from "../language.ts";
import type { NodeColumns } from "./node-columns.ts";

/** Node types by kind id, with the roles of each: two 32-bit masks per kind. */
export interface Kinds {
  readonly names: readonly string[];
  readonly roleBits: Uint32Array;
}

/** A language's rules looked up in a grammar: sets of kind ids instead of names. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  /** Per kind id, which rules may concern a node of that kind. */
  readonly rulesOfKind: readonly (readonly CompiledRule[])[];
}

interface CompiledRule {
  readonly parent: ReadonlySet<number> | undefined;
  readonly child: ReadonlySet<number> | undefined;
  readonly before: ReadonlySet<number> | undefined;
  readonly after: ReadonlySet<number> | undefined;
  readonly firstWord: ReadonlySet<string> | undefined;
  readonly adds: RoleMask;
  readonly removes: RoleMask;
}

/** Bits of the roles 0 to 31 and 32 to 63. */
type RoleMask = readonly [low: number, high: number];

function roleMask(wanted: readonly Role[]): RoleMask {
  const bits: [number, number] = [0, 0];
  for (const role of wanted) {
    const index = roles.indexOf(role);
    bits[index >> 5]! |= 1 << (index & 31);
  }
  return bits;
}

/** @param kindIds the ids of a node type; several, as aliases have ids of their own */
export function compileRules(
  language: Language,
  kinds: Kinds,
  kindIds: (type: string) => readonly number[],
  isNamed: Uint8Array,
): CompiledRules {
  const ids = (types: readonly string[] | undefined) => types && new Set(types.flatMap(kindIds));
  const [commentLow, commentHigh] = roleMask(["comment"]);
  const isComment = (id: number) =>
    ((kinds.roleBits[id * 2]! & commentLow) | (kinds.roleBits[id * 2 + 1]! & commentHigh)) !== 0;
  const anyNode = [...kinds.names.keys()].filter((id) => isNamed[id] && !isComment(id));
  const rulesOfKind: CompiledRule[][] = kinds.names.map(() => []);
  const rules = language.rules.map((rule: RoleRule) => {
    const compiled: CompiledRule = {
      parent: ids(rule.parent),
      child: ids(rule.child),
      before: ids(rule.before),
      after: ids(rule.after),
      firstWord: rule.firstWord && new Set(rule.firstWord),
      adds: roleMask(rule.adds ?? []),
      removes: roleMask(rule.removes ?? []),
    };
    for (const id of ids(rule.types) ?? anyNode) rulesOfKind[id]!.push(compiled);
    return compiled;
  });
  return { rules, rulesOfKind };
}

/**
 * Gives every node to which a rule applies a kind of its own, with the same name and the corrected roles.
 * Linear in the number of nodes: a rule looks at a node's children, siblings and first word only.
 */
export function applyRules(text: string, nodes: NodeColumns, kinds: Kinds, { rulesOfKind }: CompiledRules): Kinds {
  const names = [...kinds.names];
  const roleBits = [...kinds.roleBits];
  const corrected = new Map<string, number>();
  const original = nodes.kind.slice();
  const previous = previousSiblings(nodes);
  for (let node = 0; node < nodes.size; node++) {
    const kind = original[node]!;
    const rules = rulesOfKind[kind];
    if (rules === undefined || rules.length === 0) continue;
    const lowBefore = kinds.roleBits[kind * 2]!;
    const highBefore = kinds.roleBits[kind * 2 + 1]!;
    let low = lowBefore;
    let high = highBefore;
    for (const rule of rules) {
      if (!applies(rule, node, text, nodes, original, previous)) continue;
      low = ((low & ~rule.removes[0]) | rule.adds[0]) >>> 0;
      high = ((high & ~rule.removes[1]) | rule.adds[1]) >>> 0;
    }
    if (low === lowBefore && high === highBefore) continue;
    const key = `${kind} ${low} ${high}`;
    let id = corrected.get(key);
    if (id === undefined) {
      id = names.length;
      corrected.set(key, id);
      names.push(kinds.names[kind]!);
      roleBits.push(low, high);
    }
    nodes.kind[node] = id;
  }
  return corrected.size === 0 ? kinds : { names, roleBits: Uint32Array.from(roleBits) };
}

function applies(
  rule: CompiledRule,
  node: number,
  text: string,
  nodes: NodeColumns,
  kind: Uint16Array,
  previous: Uint32Array,
): boolean {
  const parent = nodes.parent[node]!;
  if (rule.parent && (node === 0 || !rule.parent.has(kind[parent]!))) return false;
  if (rule.before) {
    const next = nodes.last[node]!;
    if (next >= nodes.last[parent]! || !rule.before.has(kind[next]!)) return false;
  }
  if (rule.after && (previous[node] === node || !rule.after.has(kind[previous[node]!]!))) return false;
  if (rule.firstWord && !rule.firstWord.has(firstWord(text, nodes.start[node]!, nodes.end[node]!))) return false;
  if (!rule.child) return true;
  for (let child = node + 1; child < nodes.last[node]!; child = nodes.last[child]!)
    if (rule.child.has(kind[child]!)) return true;
  return false;
}

/** The node before each under the same parent; itself where it is the first. */
function previousSiblings(nodes: NodeColumns): Uint32Array {
  const previous = new Uint32Array(nodes.size);
  for (let node = 0; node < nodes.size; node++) {
    // A sibling before it has written its place already.
    if (previous[node] === 0) previous[node] = node;
    const next = nodes.last[node]!;
    if (next < nodes.last[nodes.parent[node]!]!) previous[next] = node;
  }
  return previous;
}

const longestWord = 40;
const wordPattern = /[A-Za-z_][\w.]*!?/y;

function firstWord(text: string, start: number, end: number): string {
  wordPattern.lastIndex = 0;
  return wordPattern.exec(text.slice(start, Math.min(end, start + longestWord)))?.[0] ?? "";
}
