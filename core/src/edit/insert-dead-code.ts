import type { Edit } from "../edit.ts";
import type { LanguageId } from "../language.ts";
import { playsRole, type SyntaxTree } from "../syntax-tree.ts";
import { isDocstring } from "./pieces.ts";
import { findStatementLines } from "./statement-lines.ts";

/** A statement that makes a local and does nothing; in Go it must be used. */
const statements: Readonly<Record<LanguageId, (name: string) => string>> = {
  python: (name) => `${name} = 0`,
  javascript: (name) => `const ${name} = 0;`,
  typescript: (name) => `const ${name} = 0;`,
  java: (name) => `int ${name} = 0;`,
  c: (name) => `int ${name} = 0;`,
  cpp: (name) => `int ${name} = 0;`,
  csharp: (name) => `int ${name} = 0;`,
  go: (name) => `var ${name} = 0; _ = ${name}`,
  rust: (name) => `let _${name} = 0;`,
  php: (name) => `$${name} = 0;`,
  ruby: (name) => `${name} = 0`,
  kotlin: (name) => `val ${name} = 0`,
};

/** Statements that must stay the first: docstrings and directives, and calls of the other constructor. */
const mustBeFirst = /^(["']|[rbu]+["']|super\b|this\s*\(|base\b|declare\b|#)/i;

/** Puts an unused local at the beginning of each function. */
export const insertDeadCode: Edit = {
  id: "insert-dead-code",
  describe: "an unused local added to each function",
  apply: ({ tree }) => {
    const taken = new Set(tree.text.match(/\w+/g));
    let number = 0;
    let text = "";
    let at = 0;
    for (const { line, node } of findStatementLines(tree)) {
      if (!beginsFunction(tree, node) || mustBeFirst.test(tree.text.slice(tree.start[node], tree.end[node]))) continue;
      let name: string;
      do name = `spare${++number}`;
      while (taken.has(name));
      const margin = tree.text.slice(line.start, line.pieces[0]!.start);
      text += `${tree.text.slice(at, line.start)}${margin}${statements[tree.language.id](name)}\n`;
      at = line.start;
    }
    return text + tree.text.slice(at);
  },
};

/** Whether a statement is the first of a function's body, docstrings aside. */
function beginsFunction(tree: SyntaxTree, statement: number): boolean {
  // Go and Ruby have a list between the function or its braces and the statements.
  for (let body = tree.parent[statement]!; body !== 0; body = tree.parent[body]!) {
    const isBody =
      playsRole(tree, body, "block") || /(^|_)(body|statement_list|body_statement)$/.test(kindOf(tree, body));
    if (!isBody || holdsStatementBefore(tree, body, statement)) return false;
    if (playsRole(tree, tree.parent[body]!, "function")) return true;
  }
  return false;
}

function holdsStatementBefore(tree: SyntaxTree, body: number, statement: number): boolean {
  for (let child = body + 1; tree.last[child]! <= statement; child = tree.last[child]!)
    if (tree.named[child] && !playsRole(tree, child, "comment") && !isDocstring(tree, child + 1)) return true;
  return false;
}

const kindOf = ({ kindNames, kind }: SyntaxTree, node: number): string => kindNames[kind[node]!]!;
