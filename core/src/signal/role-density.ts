import type { CodeFacts } from "../code-facts.ts";
import { share } from "../code-facts/distribution.ts";
import type { Role } from "../language.ts";
import type { Signal } from "../signal.ts";

/** Roles counted against the tokens of the file, so that the length cancels out. */
const countedRoles: readonly (readonly [Role, string])[] = [
  ["function", "named functions"],
  ["class", "classes and other types"],
  ["conditional", "conditionals (if)"],
  ["loop", "loops"],
  ["try", "try blocks"],
  ["throw", "places that raise an error"],
  ["return", "return statements"],
  ["assignment", "assignments to something that exists"],
  ["declaration", "declarations of variables and fields"],
  ["call", "calls"],
  ["member", "accesses to a member (a.b)"],
  ["subscript", "accesses by index (a[b])"],
  ["binary", "calculations and comparisons"],
  ["ternary", "conditional expressions (a ? b : c)"],
  ["decorator", "decorators, annotations and attributes"],
  ["parameter", "parameters"],
  ["typeAnnotation", "written types"],
  ["number", "numbers"],
  ["string", "texts in quotation marks"],
  ["null", "null, None and nil"],
  ["block", "blocks"],
];

const densities = countedRoles.map(([role, meaning]): Signal => ({
  id: `semantic.${role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-density`,
  group: "semantic",
  unit: "per token",
  meaning: `${meaning} per word or mark of code`,
  measure: ({ tree, tokens }) => share(tree.roles[role], tokens.total),
}));

const ratio = (name: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
  id: `semantic.${name}`,
  group: "semantic",
  unit: "ratio",
  meaning,
  measure,
});

/** How often the building blocks of programs occur, and against each other. */
export const roleDensitySignals: readonly Signal[] = [
  ...densities,
  ratio("else-per-conditional", "else branches per conditional", ({ tree: { roles } }) =>
    share(roles.else, roles.conditional),
  ),
  ratio("lambda-share", "unnamed functions among all functions", ({ tree: { roles } }) =>
    share(roles.lambda, roles.lambda + roles.function),
  ),
  ratio("declaration-share", "declarations among declarations and assignments", ({ tree: { roles } }) =>
    share(roles.declaration, roles.declaration + roles.assignment),
  ),
  ratio("call-share", "calls among calls and functions", ({ tree: { roles } }) =>
    share(roles.call, roles.call + roles.function),
  ),
  ratio(
    "call-chain-share",
    "share of the closing parentheses that are followed by a dot: a().b()",
    ({ anatomy: { tokens } }) => {
      let closings = 0;
      let chained = 0;
      for (const [index, token] of tokens.entries()) {
        if (token.text !== ")") continue;
        closings++;
        if (/^\??(\.|->)$/.test(tokens[index + 1]?.text ?? "")) chained++;
      }
      return share(chained, closings);
    },
  ),
];
