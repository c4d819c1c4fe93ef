import type { Edit } from "../edit.ts";
import type { LanguageId } from "../language.ts";
import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import { parsePlace, standsAt, type Place } from "./name-places.ts";
import { nameRules, type NameRules } from "./name-rules.ts";

/**
 * Gives the variables, parameters and local functions that a text declares other names, the same one everywhere. Members, types, imports,
 * exports, named arguments and strings keep theirs; a name that is also one of those keeps it too. An even seed gives `a1`, an odd one
 * `var_1`.
 */
export const renameIdentifiers: Edit = {
  id: "rename-identifiers",
  describe: "local variables, parameters and functions renamed",
  apply: ({ tree }, seed = 0) => {
    const uses = findUses(tree);
    if (uses.length === 0) return tree.text;
    const prefix = seed % 2 === 0 ? "a" : "var_";
    const taken = new Set(tree.text.match(/[\w$]+/g));
    const names = new Map<string, string>();
    let number = 0;
    let text = "";
    let at = 0;
    for (const node of uses) {
      const [start, end] = [tree.start[node]!, tree.end[node]!];
      const old = tree.text.slice(start, end);
      let name = names.get(old);
      if (name === undefined) {
        do name = `${prefix}${++number}`;
        while (taken.has(name));
        names.set(old, name);
      }
      text += tree.text.slice(at, start) + name;
      at = end;
    }
    return text + tree.text.slice(at);
  },
};

type Use = "declares" | "uses" | "keeps" | "ignores";

/** The nodes that can be renamed, in order. */
function findUses(tree: SyntaxTree): number[] {
  const rules = compiledRules[tree.language.id];
  const declared = new Set<string>();
  const kept = wordsOutsideCode(tree);
  const used: number[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (playsRole(tree, node, "import")) for (const word of textOf(tree, node).match(/[\w$]+/g) ?? []) kept.add(word);
    if (tree.last[node] !== node + 1 || !tree.named[node]) continue;
    const kind = tree.kindNames[tree.kind[node]!]!;
    if (rules.keepKinds.has(kind)) kept.add(textOf(tree, node).replace(/^:/, ""));
    if (!rules.kinds.has(kind)) continue;
    const use = classify(tree, node, rules);
    const name = textOf(tree, node);
    if (use === "keeps") kept.add(name);
    if (use === "declares") declared.add(name);
    if (use === "declares" || use === "uses") used.push(node);
  }
  return used.filter((node) => {
    const name = textOf(tree, node);
    return declared.has(name) && !kept.has(name) && !rules.reserved.has(name) && /^[\w$]+$/.test(name);
  });
}

/** Names in texts that become code without being parsed: macros, format strings, and PHP's compact('name'). */
function wordsOutsideCode(tree: SyntaxTree): Set<string> {
  const words = new Set<string>();
  const { id } = tree.language;
  const takesNames = id === "rust" || (id === "php" && /\b(compact|extract)\s*\(/.test(tree.text));
  for (let node = 0; node < tree.size; node++) {
    const isMacro = tree.last[node] === node + 1 && tree.kindNames[tree.kind[node]!] === "preproc_arg";
    if (isMacro || (takesNames && playsRole(tree, node, "string")))
      for (const word of textOf(tree, node).match(/\w+/g) ?? []) words.add(word);
  }
  return words;
}

function classify(tree: SyntaxTree, node: number, rules: CompiledNames): Use {
  const parent = tree.parent[node]!;
  const isAt = (places: readonly Place[]): boolean => places.some((place) => standsAt(tree, node, place));
  // In PHP the same kind of leaf names functions and classes.
  if (tree.language.id === "php" && tree.kindNames[tree.kind[parent]!] !== "variable_name")
    return isAt(rules.keeps) ? "keeps" : "ignores";
  if (isAt(rules.ignores)) return "ignores";
  if (tree.language.id === "ruby" && isMethodName(tree, node)) return "keeps";
  if (isAt(rules.functions)) return scopeOf(tree, parent, rules) === "function" ? "declares" : "keeps";
  if (isAt(rules.keeps)) return "keeps";
  if (!isAt(rules.declares)) return "uses";
  const scope = scopeOf(tree, node, rules);
  return scope === "function" || (scope === "file" && rules.ownsTopLevel) ? "declares" : "keeps";
}

/** `foo x` and `foo(x)` call a method. */
function isMethodName({ parent, kindNames, kind, last, text, start }: SyntaxTree, node: number): boolean {
  const around = parent[node]!;
  if (kindNames[kind[around]!] !== "call" || around + 1 !== node) return false;
  const next = last[node]!;
  return next < last[around]! && !/^(&?\.|::)/.test(text.slice(start[next], start[next]! + 2));
}

const parameterLists = /^(parameters|parameter_list|formal_parameters|function_value_parameters|lambda_parameters)$/;

/** What the name belongs to: a function (its parameters too), a class, or the whole file. */
function scopeOf(tree: SyntaxTree, node: number, rules: CompiledNames): "function" | "class" | "file" {
  for (let around = tree.parent[node]!; around !== 0; around = tree.parent[around]!) {
    if (playsRole(tree, around, "function") || playsRole(tree, around, "lambda")) return "function";
    if (parameterLists.test(tree.kindNames[tree.kind[around]!]!)) return "function";
    if (playsRole(tree, around, "class")) return "class";
  }
  return rules.ownsTopLevel ? "file" : "class";
}

const textOf = (tree: SyntaxTree, node: number): string => tree.text.slice(tree.start[node], tree.end[node]);

interface CompiledNames {
  readonly kinds: ReadonlySet<string>;
  readonly keepKinds: ReadonlySet<string>;
  readonly reserved: ReadonlySet<string>;
  readonly declares: readonly Place[];
  readonly functions: readonly Place[];
  readonly keeps: readonly Place[];
  readonly ignores: readonly Place[];
  readonly ownsTopLevel: boolean;
}

function compile(rules: NameRules): CompiledNames {
  const all = (texts: readonly string[]): Place[] => texts.map(parsePlace);
  return {
    kinds: new Set(rules.kinds),
    keepKinds: new Set(rules.keepKinds),
    reserved: new Set(rules.reserved),
    declares: all(rules.declares),
    functions: all(rules.functions),
    keeps: all(rules.keeps),
    ignores: all(rules.ignores),
    ownsTopLevel: rules.ownsTopLevel,
  };
}

const compiledRules = Object.fromEntries(
  Object.entries(nameRules).map(([id, rules]) => [id, compile(rules)]),
) as unknown as Readonly<Record<LanguageId, CompiledNames>>;
