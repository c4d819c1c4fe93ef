import type { CodeFacts } from "./code-facts.ts";
import type { CodeOutline } from "./evidence.ts";

/** Counts what a reader wants to know of a file first. */
export function createOutline({ anatomy, lines, tree, functions }: CodeFacts): CodeOutline {
  const named = functions.filter(({ isNamed }) => isNamed);
  const longest = named.toSorted((a, b) => linesOf(b) - linesOf(a))[0];
  return {
    codeLines: lines.code,
    commentLines: lines.comment,
    blankLines: lines.blank,
    functions: named.length,
    classes: tree.roles.class,
    conditionals: tree.roles.conditional,
    loops: tree.roles.loop,
    nesting: functions.reduce((deepest, { nesting }) => Math.max(deepest, nesting), 0),
    ...(longest && { longest: { name: longest.name, lines: linesOf(longest) } }),
    errors: anatomy.tree.errorCount,
  };
}

const linesOf = ({ firstLine, lastLine }: { readonly firstLine: number; readonly lastLine: number }): number =>
  lastLine - firstLine + 1;
